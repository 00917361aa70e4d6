import path from 'node:path';
import type { Failure } from '@kurrier/shared/failure/failure';
import type { Outcome } from '@kurrier/shared/failure/outcome';
import type { OutboxEntry } from '@kurrier/shared/mail/outbox';
import { createKeyedLock, type KeyedLock } from '../async/keyed-lock.ts';
import { createAcceptMessage, type ComposeMessage, type SendingAccount } from './accept-message.ts';
import type { KeyValueStore } from './outbox/batch-writer.ts';
import { createSentCopies, type SentMailbox } from './delivery/copy-to-sent.ts';
import { createOutbox } from './outbox/outbox-actions.ts';
import { createOutboxIndex } from './outbox/outbox-index.ts';
import type { DamagedRecord, OutboxRecord } from './outbox/outbox-record.ts';
import { createOutboxStore } from './outbox/outbox-store.ts';
import type { ConnectionLimits } from './delivery/plan-connections.ts';
import type { SubmissionSession } from './delivery/attempt-delivery.ts';
import { createSender } from './delivery/delivery-worker.ts';
import { createSpool, type Spool } from './outbox/spool.ts';
import { createUploads, type Uploads } from './uploads.ts';

export interface SendingDeps {
  /** Kills are survived by every write, power cuts by what was written before a `sync` that resolved. */
  store: KeyValueStore;
  /** For long messages and uploads. */
  folder: string;
  /** Where long messages lie, if not in the folder. */
  spool?: Spool;
  /** Uploads that are shared with others. */
  uploads?: Uploads;
  compose: ComposeMessage;
  findAccount: (id: string) => Promise<SendingAccount | undefined>;
  /** Whether copies are filed for the account: it has an IMAP leg. */
  filesCopies: (accountId: string) => boolean;
  aliasesOf: (accountId: string) => Promise<string[]>;
  limitsOf: (accountId: string) => ConnectionLimits;
  largestMessage: (accountId: string) => number | undefined;
  openSession: (accountId: string) => Promise<Outcome<SubmissionSession, Failure>>;
  openSent: (accountId: string) => Promise<Outcome<SentMailbox, Failure>>;
  publish: (entry: OutboxEntry) => void;
  publishForgotten: (id: string) => void;
  /** Keeps records that cannot be read, spooled content included, where nobody overwrites them. */
  setAside: (damaged: readonly DamagedRecord[]) => Promise<void>;
  report: (error: unknown) => void;
  now?: () => number;
}

const tidyEveryMs = 3_600_000;

/** Assembles the outbox. Nothing is sent before `start`, which takes up what an earlier process left. */
export const createSending = (deps: SendingDeps) => {
  const { store, folder, setAside, filesCopies, openSession, openSent, limitsOf, report, publish, publishForgotten } = deps;
  const clock = deps.now ? { now: deps.now } : {};
  const spool = deps.spool ?? createSpool(path.join(folder, 'outbox'));
  const uploads = deps.uploads ?? createUploads(path.join(folder, 'uploads'), deps.now);
  const outboxStore = createOutboxStore(store);
  const book = createOutboxIndex({
    store: outboxStore,
    removeSpooled: (id) => spool.remove(id),
    publish,
    publishForgotten,
    setAside,
    report,
    ...clock,
  });
  const readContent = async (record: OutboxRecord) => {
    if (record.spooled) return spool.read(record.entry.id);
    const text = await book.readContent(record);
    return text === undefined ? undefined : Buffer.from(text);
  };
  const sentCopies = createSentCopies({ book, readContent, openSent, report, ...clock });
  const sender = createSender({
    book,
    readContent,
    openSession,
    limitsOf,
    filesCopies,
    onTaken: (id) => sentCopies.add(id),
    report,
    ...clock,
  });
  const onQueued = (record: OutboxRecord) => sender.add(record);
  const outbox = createOutbox({ book, onQueued, openSent, ...clock });
  const byMessage = createKeyedLock();
  /** An adoption that failed may have been written all the same: nothing is accepted beside it until the outbox is opened anew. */
  let failedAdoption: Promise<unknown> | undefined;
  const lock: KeyedLock = (ids, work) =>
    byMessage(ids, async () => {
      await failedAdoption;
      return work();
    });
  const acceptMessage = createAcceptMessage({ ...deps, book, spool, uploads, onAccepted: onQueued, lock, ...clock });
  const started = Promise.withResolvers<void>();
  const accepting = new Set<Promise<unknown>>();
  let tidyTimer: NodeJS.Timeout | undefined;

  const tidy = async () => {
    try {
      await Promise.all([book.tidy(), uploads.sweep()]);
    } catch (error) {
      report(error);
    }
  };

  return {
    /** Waits for `start`, which must not take a message that is just being accepted for one that was left behind. */
    async sendMessage(request: Parameters<typeof acceptMessage>[0]): ReturnType<typeof acceptMessage> {
      await started.promise;
      const accepted = acceptMessage(request).finally(() => accepting.delete(accepted));
      accepting.add(accepted);
      return accepted;
    },
    uploads,
    outbox,
    /** A message as it stands; undefined: it is not in the outbox any more. */
    entryOf: (id: string): OutboxEntry | undefined => book.get(id)?.entry,
    /** Of which message an id is, as it was accepted; undefined: it is not in the outbox. */
    fingerprintOf: (id: string): string | undefined => book.get(id)?.fingerprint,
    /**
     * Works on messages that `write` puts into the store, and answers. None of `ids` is accepted meanwhile: whoever sends one again meets
     * what was written.
     */
    adopt: (ids: readonly string[], write: () => Promise<readonly OutboxRecord[]>): Promise<void> =>
      lock(ids, async () => {
        const writing = write();
        writing.catch(() => {
          failedAdoption = writing;
        });
        for (const record of await writing) {
          book.show(record);
          onQueued(record);
        }
      }),
    async start(): Promise<void> {
      await book.load();
      await spool.sweep(new Set(book.all().map(({ entry }) => entry.id)));
      for (const record of book.all()) {
        sender.add(record);
        if (record.entry.copy.state === 'waiting') sentCopies.add(record.entry.id);
      }
      started.resolve();
      await tidy();
      tidyTimer = setInterval(() => void tidy(), tidyEveryMs).unref();
    },
    /** The account's servers or password changed, or it is going: connections are closed, what is queued goes on over new ones. */
    closeAccount: (accountId: string): Promise<void> => sender.closeAccount(accountId),
    /** The account's IMAP server is there again: copies for Sent that wait for it follow at once. */
    resumeCopies: (accountId: string): void => sentCopies.resume(accountId),
    /** Open connections to the account's SMTP server. */
    connections: (accountId: string): number => sender.connections(accountId),
    /** Ends after the messages that are on their way, into the outbox or out of it: whoever opens it anew must not meet half of one. */
    async close(): Promise<void> {
      clearInterval(tidyTimer);
      await Promise.allSettled(accepting);
      await Promise.all([sender.close(), sentCopies.close()]);
      await outboxStore.settle();
    },
  };
};
export type Sending = ReturnType<typeof createSending>;
