import type { Readable } from 'node:stream';
import type { Failure } from '@kurrier/shared/failure/failure';
import type { Outcome } from '@kurrier/shared/failure/outcome';
import type { SentCopy } from '@kurrier/shared/mail/outbox';
import { isBeyondMailbox } from '../../imap/failure-scope.ts';
import { needsPatience } from '../outbox/delivery-retry-delay.ts';
import type { OutboxIndex } from '../outbox/outbox-index.ts';
import type { OutboxRecord } from '../outbox/outbox-record.ts';
import { decideCopy, deferCopy } from './sent-copy-policy.ts';

/** The mailbox for sent mail, opened. None of its functions rejects. */
export interface SentMailbox {
  readonly mailbox: string;
  /** The server puts what it was given over SMTP into this mailbox by itself. */
  readonly filesItself: boolean;
  find(messageId: string): Promise<Outcome<boolean, Failure>>;
  /** Adds the message, marked as read. */
  append(content: Buffer | Readable, size: number): Promise<Outcome<void, Failure>>;
  /** Marks the message that was answered, where it is found. */
  markAnswered(messageId: string): Promise<Outcome<void, Failure>>;
  close(): Promise<void>;
}

export interface SentCopier {
  /** Files the copy when its time has come. */
  add(id: string): void;
  /** The account's server is there again: what waits because it was not is tried at once. */
  resume(accountId: string): void;
  close(): Promise<void>;
}

/** After an error of our own it is not tried again at once, nor for ever. */
const pauseAfterErrorMs = 60_000;
const mostErrors = 5;
const ownError: Failure = { kind: 'unknown', stage: 'mailbox', leg: 'imap', confidence: 'certain' };

/**
 * Files copies of what was sent, apart from the sending: whatever happens here, nothing is sent again. One account's copies
 * share a connection and follow each other. A copy that is there already is never added again.
 */
export const createSentCopies = (deps: {
  book: OutboxIndex;
  readContent: (record: OutboxRecord) => Promise<Buffer | Readable | undefined>;
  /** Never rejects. */
  openSent: (accountId: string) => Promise<Outcome<SentMailbox, Failure>>;
  report: (error: unknown) => void;
  now?: () => number;
}): SentCopier => {
  const { book, readContent, openSent, report, now = Date.now } = deps;
  const waiting = new Map<string, Set<string>>();
  const timers = new Map<string, NodeJS.Timeout>();
  const running = new Map<string, Promise<void>>();
  /** By copy: how often something of ours went wrong. */
  const errors = new Map<string, number>();
  /** Accounts whose server has come back since the last try began. */
  const resumed = new Set<string>();
  let closed = false;

  const settle = async (record: OutboxRecord, copy: SentCopy, change: Partial<OutboxRecord> = {}) => {
    if (copy.state !== 'waiting') {
      waiting.get(record.entry.accountId)?.delete(record.entry.id);
      errors.delete(record.entry.id);
    }
    const latest = book.get(record.entry.id);
    if (!latest) return;
    const next = { ...latest, ...change, entry: { ...latest.entry, copy } };
    await book.save(next);
    if (next.entry.status.state === 'sent' && copy.state !== 'waiting') await book.removeContent(next);
  };

  const postpone = (record: OutboxRecord, failure: Failure) => {
    const { entry } = record;
    const copyTries = record.copyTries + 1;
    return settle(record, deferCopy(failure, copyTries, entry.taken?.at ?? entry.acceptedAt, now()), { copyTries });
  };

  /** What went wrong here with one copy holds up no other, and is said in the end. */
  const noteError = (record: OutboxRecord, error: unknown) => {
    report(error);
    const { id } = record.entry;
    const count = (errors.get(id) ?? 0) + 1;
    errors.set(id, count);
    return settle(
      record,
      count < mostErrors ? { state: 'waiting', nextTryAt: now() + pauseAfterErrorMs } : { state: 'failed', failure: ownError },
    );
  };

  const fileOne = async (sent: SentMailbox, record: OutboxRecord): Promise<void> => {
    const { entry, copyChecks, inReplyTo } = record;
    const found = await sent.find(entry.messageId);
    if (!found.ok) return postpone(record, found.failure);
    const step = decideCopy({ found: found.value, filesItself: sent.filesItself, checks: copyChecks });
    if (typeof step === 'object')
      return settle(record, { state: 'waiting', nextTryAt: now() + step.checkAgainAfterMs }, { copyChecks: copyChecks + 1 });
    if (step === 'append') {
      const content = await readContent(record);
      if (!content) return settle(record, { state: 'none' });
      const appended = await sent.append(content, entry.size);
      if (!appended.ok) return postpone(record, appended.failure);
    }
    if (inReplyTo !== undefined) {
      const marked = await sent.markAnswered(inReplyTo);
      if (!marked.ok) return postpone(record, marked.failure);
    }
    // After a lost answer to our own append the message is found, and it was not the server that filed it.
    const by = step === 'append' || !sent.filesItself ? 'us' : 'server';
    await settle(record, { state: 'filed', mailbox: sent.mailbox, by });
  };

  /** The records of the account whose copy waits; those that were forgotten are let go of. */
  const waitingOf = (accountId: string): OutboxRecord[] => {
    const ids = waiting.get(accountId) ?? new Set();
    return [...ids].flatMap((id) => {
      const record = book.get(id);
      if (!record) ids.delete(id);
      return record ? [record] : [];
    });
  };

  const dueAt = ({ entry: { copy } }: OutboxRecord): number => (copy.state === 'waiting' ? copy.nextTryAt : Infinity);
  const dueOf = (accountId: string) => waitingOf(accountId).filter((record) => dueAt(record) <= now());
  /** When it is tried next, where its server may have come back. */
  const plannedAt = (record: OutboxRecord): number =>
    resumed.has(record.entry.accountId) && waitsForConnection(record) ? Math.min(now(), dueAt(record)) : dueAt(record);

  /** As they stand by now, without those that were forgotten. */
  const stillThere = (records: readonly OutboxRecord[]) => records.flatMap(({ entry: { id } }) => book.get(id) ?? []);

  const fileAll = async (accountId: string): Promise<void> => {
    const due = waitingOf(accountId).filter((record) => plannedAt(record) <= now());
    resumed.delete(accountId);
    const opened = await openSent(accountId).catch(async (error: unknown) => {
      for (const record of due) await noteError(record, error);
    });
    if (!opened) return;
    if (!opened.ok) {
      for (const record of new Set([...stillThere(due), ...dueOf(accountId)])) await postpone(record, opened.failure);
      return;
    }
    try {
      for (let next = stillThere(due); next.length > 0; next = closed ? [] : dueOf(accountId))
        for (const record of next) if (!closed) await fileOne(opened.value, record).catch((error: unknown) => noteError(record, error));
    } finally {
      await opened.value.close();
    }
  };

  const run = (accountId: string) => {
    const round = (async () => {
      let pauseMs = 0;
      try {
        await fileAll(accountId);
      } catch (error) {
        report(error);
        pauseMs = pauseAfterErrorMs;
      }
      running.delete(accountId);
      schedule(accountId, pauseMs);
    })();
    running.set(accountId, round);
  };

  const schedule = (accountId: string, leastMs = 0) => {
    clearTimeout(timers.get(accountId));
    if (closed || running.has(accountId)) return;
    const at = Math.min(...waitingOf(accountId).map(plannedAt));
    if (at < Infinity)
      timers.set(
        accountId,
        setTimeout(() => run(accountId), Math.max(leastMs, at - now())),
      );
  };

  return {
    add(id) {
      const accountId = book.get(id)?.entry.accountId;
      if (accountId === undefined) return;
      const ids = waiting.get(accountId) ?? new Set();
      waiting.set(accountId, ids.add(id));
      if (!running.has(accountId)) schedule(accountId);
    },
    resume(accountId) {
      if (!waiting.get(accountId)?.size) return;
      resumed.add(accountId);
      schedule(accountId);
    },
    async close() {
      closed = true;
      for (const timer of timers.values()) clearTimeout(timer);
      await Promise.all(running.values());
    },
  };
};

/** Whether the last try failed for want of a connection: what a server has put off is not asked for before its time. */
const waitsForConnection = ({ entry: { copy } }: OutboxRecord): boolean => {
  const failure = copy.state === 'waiting' ? copy.failure : undefined;
  return failure !== undefined && isBeyondMailbox(failure) && !needsPatience(failure.kind);
};
