import type { cancelMessage, checkSent, forgetMessage, listOutbox, retryMessage } from '@kurrier/shared/api/outbox';
import type { Endpoint, RequestOf, ResponseOf } from '@kurrier/shared/bridge/endpoint';
import type { Failure } from '@kurrier/shared/failure/failure';
import type { Outcome } from '@kurrier/shared/failure/outcome';
import { isSettled, type OutboxEntry } from '@kurrier/shared/mail/outbox';
import { cancel, confirmTaken, queueAgain } from './change-entry.ts';
import type { SentMailbox } from '../delivery/copy-to-sent.ts';
import type { OutboxIndex } from './outbox-index.ts';
import type { OutboxRecord } from './outbox-record.ts';

type UseCase<E extends Endpoint> = (request: RequestOf<E>) => Promise<ResponseOf<E>>;

export interface Outbox {
  list: UseCase<typeof listOutbox>;
  cancel: UseCase<typeof cancelMessage>;
  retry: UseCase<typeof retryMessage>;
  forget: UseCase<typeof forgetMessage>;
  checkSent: UseCase<typeof checkSent>;
  /** How many messages of an account are still to be sent: removing it asks first. */
  countOpen(accountId: string): number | Promise<number>;
  /** Forgets all messages of an account that is going. */
  removeAccount(accountId: string): Promise<void>;
}

const notFound = { refused: 'not-found' } as const;

/** What a person does with the messages of the outbox. */
export const createOutbox = (deps: {
  book: OutboxIndex;
  onQueued: (record: OutboxRecord) => void;
  openSent: (accountId: string) => Promise<Outcome<SentMailbox, Failure>>;
  now?: () => number;
}): Outbox => {
  const { book, onQueued, openSent, now = Date.now } = deps;

  const change = async (record: OutboxRecord, entry: OutboxEntry): Promise<OutboxRecord> => {
    const next = { ...record, entry };
    await book.save(next);
    return next;
  };

  return {
    async list({ accountId, limit }) {
      const entries = book.all().flatMap(({ entry }) => (accountId === undefined || entry.accountId === accountId ? [entry] : []));
      return { entries: entries.toReversed().slice(0, limit), total: entries.length };
    },

    async cancel({ id }) {
      const record = book.get(id);
      if (!record) return notFound;
      const entry = cancel(record.entry, now());
      if (!entry) return { refused: 'too-late', entry: record.entry };
      await change(record, entry);
      return { entry };
    },

    async retry({ id, evenIfTwice }) {
      const record = book.get(id);
      if (!record) return notFound;
      if (record.entry.status.state === 'unknown' && !evenIfTwice) return { refused: 'might-be-sent-twice' };
      const entry = record.entry.status.state === 'sent' ? undefined : queueAgain(record.entry, now());
      if (!entry) return { refused: 'too-late', entry: record.entry };
      onQueued(await change(record, entry));
      return { entry };
    },

    async forget({ id }) {
      const record = book.get(id);
      if (!record) return notFound;
      if (!isSettled(record.entry)) return { refused: 'too-late', entry: record.entry };
      await book.forget(id);
      return { forgotten: true };
    },

    async checkSent({ id }) {
      const record = book.get(id);
      if (!record) return notFound;
      const opened = await openSent(record.entry.accountId);
      if (!opened.ok) return { failure: opened.failure };
      try {
        const found = await opened.value.find(record.entry.messageId);
        if (!found.ok) return { failure: found.failure };
        const latest = book.get(id);
        if (!latest) return notFound;
        const proves = found.value && opened.value.filesItself && latest.entry.status.state === 'unknown';
        const entry = proves ? confirmTaken(latest.entry, opened.value.mailbox, now()) : latest.entry;
        if (proves) await change(latest, entry);
        return { found: found.value, entry };
      } finally {
        await opened.value.close();
      }
    },

    countOpen: (accountId) => book.all().filter(({ entry }) => entry.accountId === accountId && !isSettled(entry)).length,

    async removeAccount(accountId) {
      await Promise.all(book.all().flatMap(({ entry }) => (entry.accountId === accountId ? [book.forget(entry.id)] : [])));
    },
  };
};
