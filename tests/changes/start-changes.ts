import { expect } from 'vitest';
import type { MessageRef } from '@kurrier/shared/mail/mail';
import type { DurableRecords } from '../../bridge/src/changes/change-records.ts';
import { createEventLog } from '../../bridge/src/events/event-log.ts';
import { createOnDemandConnections, type OpenOnDemandSession } from '../../bridge/src/imap/on-demand/on-demand-connections.ts';
import { parseEnvelope } from '../../bridge/src/imap/grammar/envelope.ts';
import { assembleChanges } from '../../bridge/src/main/receiving/assemble-changes.ts';
import { createFinders } from '../../bridge/src/messages/find-message.ts';
import { createRecords } from './open-changes.ts';
import { noGuesses } from '../search/start-index.ts';
import { accountId, startLive } from '../sync/start-live.ts';
import type { MailOverrides } from '../sync/start-mail.ts';
import { until } from '../setup/until.ts';

/** A message as it stands in our store. */
export interface SeenMessage {
  ref: MessageRef;
  mailbox: string;
  messageId: string;
}

/** A synced account behind a gate, with another client, and what is done to messages put together as the bridge does. */
export const startChanges = async (options: MailOverrides = {}, records: DurableRecords = createRecords()) => {
  const events = createEventLog();
  const reported: string[] = [];
  const live = await startLive(options, { onPublish: (sync) => events.publish({ type: 'sync.changed', sync }) });
  const other = await live.mail.connectOther();
  const onDemand = createOnDemandConnections(() => live.openNeeded() as ReturnType<OpenOnDemandSession>);
  const { findMailbox } = createFinders(live.sync.account);
  const begin = () =>
    assembleChanges({
      records,
      sync: live.sync,
      findMailbox,
      onDemand,
      hasAccess: async () => true,
      guesses: noGuesses,
      events,
      report: (problem, error) => void reported.push(`${problem}: ${String(error)}`),
    });
  let assembled = begin();
  /** Waits until nothing waits for the server. */
  const untilCarriedOut = () => until(async () => expect(await assembled.changes.waiting(accountId)).toEqual([]));
  const phase = async (): Promise<string | undefined> => (await live.sync.list())[0]?.state.phase;
  return {
    live,
    other,
    events,
    reported,
    changes: () => assembled.changes,
    /** The bridge ends and starts again. */
    async restart(): Promise<void> {
      await assembled.close();
      assembled = begin();
    },
    async follow(): Promise<void> {
      await live.sync.follow(live.account());
      await until(async () => expect(await phase()).toBe('live'));
    },
    /** The server is not there any more, and that is known. */
    async goAway(): Promise<void> {
      live.gate.block(true);
      await until(async () => expect(await phase()).toBe('waiting'));
    },
    /** It is there again, and what waited for it is carried out. */
    async comeBack(): Promise<void> {
      live.gate.block(false);
      await live.sync.syncNow({ accountId });
      await untilCarriedOut();
    },
    untilCarriedOut,
    async mailboxId(path: string): Promise<string> {
      const account = await live.sync.account(accountId);
      return account!.read().mailboxes.find((mailbox) => mailbox.path === path)!.id;
    },
    /** What our store has, whatever the server has by now. */
    async seen(): Promise<SeenMessage[]> {
      const account = (await live.sync.account(accountId))!;
      const all: SeenMessage[] = [];
      for (const { id, path } of account.read().mailboxes) {
        const store = await account.mailbox(id);
        const cursor = store.cursor();
        if (!cursor) continue;
        const uids: number[] = [];
        for await (const page of store.readIndex()) uids.push(...page.uids);
        for (const { uid, envelope } of await store.readMany(uids))
          all.push({
            ref: { accountId, mailboxId: id, uidValidity: cursor.uidValidity, uid },
            mailbox: path,
            messageId: parseEnvelope(envelope).messageId ?? '',
          });
      }
      return all.sort((a, b) => (a.mailbox === b.mailbox ? a.ref.uid - b.ref.uid : a.mailbox < b.mailbox ? -1 : 1));
    },
    /** What the server has: for each Message-ID where it lies and how it is marked, as often as it is there. */
    async onServer(): Promise<Record<string, string[]>> {
      const found: Record<string, string[]> = {};
      // One that has heard of nothing yet: flags that a server tells of unasked look like messages without an envelope.
      const fresh = await live.mail.connectOther();
      for (const { path } of await fresh.list()) {
        const lock = await fresh.getMailboxLock(path);
        try {
          if (fresh.mailbox && fresh.mailbox.exists > 0)
            for await (const { envelope, flags } of fresh.fetch('1:*', { envelope: true, flags: true })) {
              const marks = ['\\Seen', '\\Flagged', '\\Deleted'].filter((flag) => flags?.has(flag)).join(' ');
              (found[envelope?.messageId ?? ''] ??= []).push(`${path} ${marks}`);
            }
        } finally {
          lock.release();
        }
      }
      await fresh.logout();
      return found;
    },
    async [Symbol.asyncDispose]() {
      await assembled.close();
      onDemand.close();
      await other.logout();
      await live[Symbol.asyncDispose]();
    },
  };
};
export type Changes = Awaited<ReturnType<typeof startChanges>>;

export const message = (id: string): string =>
  `From: anna@mail.test\r\nTo: bob@mail.test\r\nSubject: ${id}\r\nMessage-ID: <${id}@mail.test>\r\n\r\ntext of ${id}\r\n`;
