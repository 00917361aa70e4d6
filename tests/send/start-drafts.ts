import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Failure } from '@kurrier/shared/failure/failure';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import type { OutboxEntry } from '@kurrier/shared/mail/outbox';
import { DraftMessage, type OutgoingMessageInput } from '@kurrier/shared/mail/outgoing-message';
import type { ImapFlow } from 'imapflow';
import { createEventLog, type EventLog } from '../../bridge/src/events/event-log.ts';
import { createOpenDraftsMailbox, type OpenedDraftsMailbox } from '../../bridge/src/imap/on-demand/open-drafts-mailbox.ts';
import { assembleDrafts } from '../../bridge/src/main/sending/assemble-drafts.ts';
import { createFinders } from '../../bridge/src/messages/find-message.ts';
import { createUploads } from '../../bridge/src/send/uploads.ts';
import { composeMessage } from '../../bridge/src/smtp/compose-message.ts';
import type { MailServer } from '../sync/mail-server.ts';
import { accountId, startLiveOn, type Live } from '../sync/start-live.ts';

const lost: Failure = { kind: 'net.reset', stage: 'mailbox', leg: 'imap', confidence: 'certain', code: 'ECONNRESET' };

/** Another account with the same mailbox. */
export const otherAccountId = 'other-account';

/** A draft as another program sees it. */
export interface SeenDraft {
  subject: string;
  flags: string[];
  source: string;
}

/** The name space as a store would keep it: what was not written is lost. */
const createNamespace = () => {
  const kept = new Map<string, string>();
  return {
    setMany: async (entries: { key: string; value: unknown }[]) =>
      void entries.map(({ key, value }) => kept.set(key, JSON.stringify(value))),
    deleteMany: async (keys: string[]) => void keys.map((key) => kept.delete(key)),
    async *iterator() {
      for (const [key, value] of kept) yield [key, JSON.parse(value) as unknown];
    },
    sync: async () => {},
  };
};

/** Drafts of one account on a real server behind a gate, with another client beside them. */
export const startDrafts = async <Server extends MailServer>(mail: Server) => {
  const live = await startLiveOn(mail);
  const bench = await startDraftsOf(live, createEventLog());
  return {
    ...bench,
    async [Symbol.asyncDispose]() {
      await bench[Symbol.asyncDispose]();
      await live[Symbol.asyncDispose]();
    },
  };
};

/** Drafts of an account that is synced already; `events` tell of it. */
export const startDraftsOf = async <Server extends MailServer>(live: Live<Server>, events: EventLog) => {
  const { mail } = live;
  const folder = mkdtempSync(path.join(os.tmpdir(), 'drafts-'));
  const namespace = createNamespace();
  const uploads = createUploads(path.join(folder, 'uploads'));
  await uploads.sweep();
  const entries = new Map<string, OutboxEntry>();
  const reported: string[] = [];
  const openMailbox = createOpenDraftsMailbox((() => live.openNeeded()) as Parameters<typeof createOpenDraftsMailbox>[0]);
  let cut: { at: number; isDone: boolean } | null = null;
  let asked = 0;
  /** The mailbox over a connection that ends at the question that was named: before it is asked, or before it is answered. */
  const openCutMailbox = async () => {
    const opened = await openMailbox({} as never, {} as never);
    if (!opened.ok) return opened;
    let isOver = false;
    const ending =
      <Asked extends unknown[], Value>(ask: (...question: Asked) => Promise<Outcome<Value, Failure>>) =>
      async (...question: Asked): Promise<Outcome<Value, Failure>> => {
        if (isOver) return fail(lost);
        if (!cut || ++asked !== cut.at) return ask(...question);
        isOver = true;
        if (cut.isDone) await ask(...question);
        return fail(lost);
      };
    const mailbox = opened.value;
    return succeed<OpenedDraftsMailbox>({
      ...mailbox,
      find: ending((...question) => mailbox.find(...question)),
      present: ending((...question) => mailbox.present(...question)),
      append: ending((...question) => mailbox.append(...question)),
      remove: ending((...question) => mailbox.remove(...question)),
    });
  };
  const begin = () =>
    assembleDrafts({
      namespace,
      folder,
      uploads,
      compose: composeMessage,
      openMailbox: openCutMailbox,
      hasImap: async (id) => (id === accountId || id === otherAccountId ? true : undefined),
      entryOf: async (id) => entries.get(id),
      received: async () => ({
        findMessage: createFinders(live.sync.account).findMessage,
        look: async () => {},
      }),
      events,
      report: (problem, error) => void reported.push(`${problem}: ${String(error)}`),
      // Whoever waits gets the answer, however slow the server is.
      waitMs: 60_000,
    });
  let drafts = await begin();
  let reader: ImapFlow | undefined;

  const other = async (): Promise<ImapFlow> => {
    if (!reader?.usable) reader = await mail.connectOther();
    return reader;
  };
  /** The path of the mailbox for drafts; undefined where there is none yet. */
  const draftsPath = async (): Promise<string | undefined> =>
    (await (await other()).list()).find(({ path: name, specialUse }) => specialUse === '\\Drafts' || /(?:^|[./])Drafts$/.test(name))?.path;
  const onServer = async (): Promise<SeenDraft[]> => {
    const [client, name] = [await other(), await draftsPath()];
    if (name === undefined) return [];
    const opened = await client.mailboxOpen(name);
    const seen: SeenDraft[] = [];
    if (opened.exists > 0)
      for await (const { envelope, flags, source } of client.fetch('1:*', { envelope: true, flags: true, source: true }))
        if (!flags?.has('\\Deleted'))
          seen.push({ subject: envelope?.subject ?? '', flags: [...(flags ?? [])].sort(), source: String(source) });
    await client.mailboxClose();
    return seen;
  };

  return {
    live,
    uploads,
    entries,
    events,
    reported,
    onServer,
    drafts: () => drafts,
    save: (draftId: string, message: Partial<OutgoingMessageInput>, evenIfGone = false, ofAccount = accountId) =>
      drafts.save({
        accountId: ofAccount,
        draftId,
        message: DraftMessage.parse({ from: { address: 'ann@mail.test' }, ...message }),
        evenIfGone,
      }),
    /** Which question to the server ends its connection; null: none. */
    cutAt(next: typeof cut): void {
      cut = next;
      asked = 0;
    },
    wasCut: (): boolean => cut !== null && asked >= cut.at,
    /** The bridge ends, at whatever moment, and starts again. */
    async restart(): Promise<void> {
      await drafts.close();
      drafts = await begin();
    },
    /** What another program does to a draft: it puts its own in the place of the others. */
    async replaceElsewhere(source: string): Promise<void> {
      const [client, name] = [await other(), (await draftsPath())!];
      await client.append(name, source.replaceAll('\n', '\r\n'), ['\\Draft', '\\Seen']);
      const { exists } = await client.mailboxOpen(name);
      if (exists > 1) await client.messageDelete(`1:${exists - 1}`);
      await client.mailboxClose();
    },
    async [Symbol.asyncDispose]() {
      await drafts.close();
      reader?.close();
      rmSync(folder, { recursive: true });
    },
  };
};
export type DraftsBench = Awaited<ReturnType<typeof startDraftsOf>>;
