import { randomUUID } from 'node:crypto';
import { sleep } from '@kurrier/shared/async/sleep';
import type { continueDraft, DraftState, saveDraft } from '@kurrier/shared/api/writing/drafts';
import type { RequestOf, ResponseOf } from '@kurrier/shared/bridge/endpoint';
import type { OutboxEntry } from '@kurrier/shared/mail/outbox';
import type { ComposeMessage } from '../accept-message.ts';
import type { Spool } from '../outbox/spool.ts';
import type { Uploads } from '../uploads.ts';
import { createDraftMessageId, draftIdOf, versionOf } from './draft-message-id.ts';
import { describeDraft, isOpen, versionsOf, type DraftRecord } from './draft-record.ts';
import { createDraftWorker, type DraftWorkerDeps } from './draft-worker.ts';

/** A message of the mailbox for drafts, as it is stored here. */
export interface StoredDraft {
  messageId: string | null;
  uidValidity: number;
  uid: number;
  accountId: string;
}

export interface DraftsDeps extends Omit<DraftWorkerDeps, 'readContent' | 'forgetContent'> {
  spool: Spool;
  uploads: Pick<Uploads, 'state' | 'read'>;
  compose: ComposeMessage;
  /** Whether the account has an IMAP leg; undefined: there is no such account. */
  hasImap: (accountId: string) => Promise<boolean | undefined>;
  /** What became of a message of the outbox; undefined: it is not there any more. */
  entryOf: (entryId: string) => Promise<OutboxEntry | undefined>;
  now?: () => number;
  /** So long whoever saves waits for the server. */
  waitMs?: number;
}

/** Drafts that something is to be done about, more are not taken; and that the server has: of others nothing need be known. */
const mostOpen = 100;
const mostPlaced = 200;

const notFound = { refused: 'not-found' } as const;

/**
 * Drafts on the server. What is saved is kept here durably before the server hears of it, and is brought there at once or when it can be
 * reached again; there it stands once, in place of the version before. It is never sent from here.
 */
export const createDrafts = (deps: DraftsDeps) => {
  const { records, spool, uploads, compose, hasImap, entryOf, now = Date.now, waitMs = 4_000 } = deps;
  const forgetContent = (record: DraftRecord | undefined): Promise<void> =>
    record?.wanted ? spool.remove(versionOf(record.wanted.messageId)) : Promise.resolve();
  const readContent = ({ wanted }: DraftRecord) => {
    if (!wanted) return undefined;
    return wanted.text === undefined ? spool.read(versionOf(wanted.messageId)) : Buffer.from(wanted.text);
  };
  const worker = createDraftWorker({ ...deps, readContent, forgetContent });

  const stateOf = (record: DraftRecord): DraftState => describeDraft(record, worker.waitingFor(record.accountId));

  const giveUp = async (draftId: string): Promise<boolean> => {
    const before = records.get(draftId);
    if (!before) return false;
    await records.change(draftId, (record) => {
      if (!record) return undefined;
      const earlier = versionsOf(record).map(({ messageId, uidValidity, uid }) => ({ messageId, uidValidity, uid }));
      const { entryId: _, failure: _failure, ...rest } = record;
      return earlier.length === 0 ? null : { ...rest, wanted: null, step: 'new', earlier, wasThere: false, isChangedElsewhere: false };
    });
    await forgetContent(before);
    void worker.start(before.accountId);
    return true;
  };

  /** Keeps what is known of a draft under a name of its own. */
  const keepApart = async (record: DraftRecord): Promise<string> => {
    const draftId = randomUUID();
    await records.change(draftId, () => ({ ...record, draftId }));
    return draftId;
  };

  /** Forgets the oldest of those that are on the server, where there are many. */
  const tidy = async (): Promise<void> => {
    const placed = records.all().filter((record) => !isOpen(record) && record.step === 'placed' && record.entryId === undefined);
    for (const { draftId } of placed.slice(0, Math.max(0, placed.length - mostPlaced))) await records.change(draftId, () => null);
  };

  /** A draft whose message was sent, or is not in the outbox any more. */
  const settle = async (record: DraftRecord, entry: OutboxEntry | undefined): Promise<void> => {
    const state = entry?.status.state;
    if (state === 'sent' || state === 'partly-sent') await giveUp(record.draftId);
    else if (state === undefined)
      await records.change(record.draftId, (before) => {
        if (!before) return undefined;
        const { entryId: _, ...rest } = before;
        return rest;
      });
  };

  return {
    async save({ accountId, draftId, message, evenIfGone }: RequestOf<typeof saveDraft>): Promise<ResponseOf<typeof saveDraft>> {
      const isReceiving = await hasImap(accountId);
      if (isReceiving === undefined) return notFound;
      if (!isReceiving) return { refused: 'no-mailbox' };
      for (const { uploadId } of message.attachments) {
        const state = await uploads.state({ uploadId });
        if ('refused' in state || state.offset < state.size) return { refused: 'upload-incomplete' };
      }
      const known = records.get(draftId);
      if (known?.accountId !== accountId && records.all().filter(isOpen).length >= mostOpen) return { refused: 'too-many' };
      const messageId = createDraftMessageId(draftId, message.from.address);
      const composed = compose(message, { messageId, date: new Date(now()), openUpload: (id) => uploads.read(id), isDraft: true });
      const { size, text } = await spool.keep(versionOf(messageId), composed.content);
      let replaced: DraftRecord | undefined;
      await records.change(draftId, (former) => {
        replaced = former;
        const before = former?.accountId === accountId ? former : undefined;
        return {
          draftId,
          accountId,
          wanted: { messageId, at: now(), size, ...(text !== undefined && { text }) },
          step: 'new',
          earlier: before ? versionsOf(before) : [],
          wasThere: before !== undefined && !evenIfGone && (before.wasThere || before.step === 'placed'),
          isChangedElsewhere: before !== undefined && before.isChangedElsewhere && !evenIfGone,
        };
      });
      // It is from another account now: not before it is kept for that one, it goes away there.
      if (replaced && replaced.accountId !== accountId) await giveUp(await keepApart(replaced));
      else await forgetContent(replaced);
      const patience = new AbortController();
      await Promise.race([worker.start(accountId), sleep(waitMs, patience.signal)]);
      patience.abort();
      await tidy();
      const saved = records.get(draftId);
      return saved ? stateOf(saved) : notFound;
    },
    state: ({ draftId }: { draftId: string }): DraftState | typeof notFound => {
      const record = records.get(draftId);
      return record ? stateOf(record) : notFound;
    },
    discard: async ({ draftId }: { draftId: string }): Promise<{ discarded: true } | typeof notFound> =>
      (await giveUp(draftId)) ? { discarded: true } : notFound,

    /** Takes a message of the mailbox for drafts, of whatever program, as one that is written on here. */
    async continueWith({ accountId, messageId, uidValidity, uid }: StoredDraft): Promise<Pick<ResponseOfContinue, 'draftId'>> {
      const draftId = (messageId === null ? null : draftIdOf(messageId)) ?? randomUUID();
      const known = records.get(draftId);
      // What was written here and has not come to the server becomes a draft of its own; it may have been tried, under the name it has.
      if (known?.wanted && known.wanted.messageId !== messageId && known.step !== 'placed')
        await keepApart({ ...known, step: 'tried', earlier: [], wasThere: false, isChangedElsewhere: false });
      await records.change(draftId, (before) => {
        // It is that one already, or is brought there still.
        if (before && before.accountId === accountId && before.wanted?.messageId === messageId) return undefined;
        return {
          draftId,
          accountId,
          wanted: null,
          step: 'new',
          earlier: [{ messageId, uidValidity, uid, isLeft: true }],
          wasThere: true,
          isChangedElsewhere: false,
        };
      });
      return { draftId };
    },

    /** The draft was handed to the outbox: it goes when that message was sent, and stays where it was not. */
    async handedOver(draftId: string, entryId: string): Promise<void> {
      await records.change(draftId, (before) => before && { ...before, entryId });
      const record = records.get(draftId);
      if (record) await settle(record, await entryOf(entryId));
    },
    /** What became of a message of the outbox. */
    async follow(entry: OutboxEntry): Promise<void> {
      for (const record of records.all()) if (record.entryId === entry.id) await settle(record, entry);
    },

    /** The account's server may be there again. */
    resume: (accountId: string): Promise<void> => worker.start(accountId),
    /** What an earlier process left: tries that ended with it, and messages that were sent meanwhile. */
    async begin(): Promise<void> {
      await spool.sweep(new Set(records.all().flatMap(({ wanted }) => (wanted ? [versionOf(wanted.messageId)] : []))));
      for (const record of records.all()) if (record.entryId !== undefined) await settle(record, await entryOf(record.entryId));
    },
    /** Accounts whose servers something is to be done at. */
    waiting: (): string[] => [
      ...new Set(
        records
          .all()
          .filter(isOpen)
          .map(({ accountId }) => accountId),
      ),
    ],
    async forgetAccount(accountId: string): Promise<void> {
      for (const record of records.all().filter((one) => one.accountId === accountId)) {
        await records.change(record.draftId, () => null);
        await forgetContent(record);
      }
    },
    close: (): Promise<void> => worker.close(),
  };
};
type ResponseOfContinue = Exclude<ResponseOf<typeof continueDraft>, { refused: unknown }>;
export type Drafts = ReturnType<typeof createDrafts>;
