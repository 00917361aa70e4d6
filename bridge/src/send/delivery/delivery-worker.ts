import type { DeliveryOutcome, SmtpEnvelope } from '@kurrier/shared/mail/delivery';
import type { Failure } from '@kurrier/shared/failure/failure';
import type { Outcome } from '@kurrier/shared/failure/outcome';
import type { Readable } from 'node:stream';
import { createAccountQueue, type AccountQueue, type QueueSession } from './account-queue.ts';
import { decideNext } from '../outbox/next-state.ts';
import type { OutboxBook } from '../outbox/outbox-index.ts';
import type { OutboxRecord } from '../outbox/outbox-record.ts';
import { doubt } from './doubt.ts';
import type { ConnectionLimits } from './plan-connections.ts';

/** A signed-in submission connection: what `deliverMessage` promises, on one session. */
export interface SubmissionSession extends QueueSession {
  deliver(envelope: SmtpEnvelope, content: Buffer | Readable, options: { beforeEnd: () => Promise<void> }): Promise<DeliveryOutcome>;
  /** What the server said that nobody had asked for. */
  readonly outOfStep: Failure | undefined;
}

export interface SenderDeps {
  book: OutboxBook;
  readContent: (record: OutboxRecord) => Promise<Buffer | Readable | undefined>;
  /** Signs in to the account's SMTP server. Never rejects. */
  openSession: (accountId: string) => Promise<Outcome<SubmissionSession, Failure>>;
  limitsOf: (accountId: string) => ConnectionLimits;
  /** Whether copies are filed for the account: it has an IMAP leg. */
  filesCopies: (accountId: string) => boolean;
  /** The server has taken a message whose copy is to be filed. */
  onTaken: (id: string) => void;
  /** Something failed that is nobody's message: the store, above all. */
  report: (error: unknown) => void;
  now?: () => number;
}

export interface Sender {
  /** Sends a queued or deferred message when its time has come. */
  add(record: OutboxRecord): void;
  /** Closes the account's connections, after the messages they carry: its settings changed, or it is going. */
  closeAccount(accountId: string): Promise<void>;
  /** Starts nothing any more, and closes all connections after the messages they carry. */
  close(): Promise<void>;
  connections(accountId: string): number;
}

const lostContent: Failure = { kind: 'unknown', stage: 'content', leg: 'smtp', confidence: 'certain', code: 'CONTENT_MISSING' };

const dueAt = ({ entry: { status } }: OutboxRecord): number | undefined => {
  if (status.state === 'queued') return status.heldUntil;
  return status.state === 'deferred' ? status.nextTryAt : undefined;
};

/** Carries the outbox to the servers: one queue for each account, every attempt judged by `decideNext`. */
export const createSender = (deps: SenderDeps): Sender => {
  const { book, readContent, openSession, limitsOf, filesCopies, onTaken, report, now = Date.now } = deps;
  const queues = new Map<string, AccountQueue>();
  const concluding = new Set<Promise<void>>();
  let closing = false;

  const decide = (record: OutboxRecord, outcome: DeliveryOutcome): OutboxRecord => {
    const entry = decideNext(record.entry, outcome, now());
    if (entry.copy.state === 'waiting' && !filesCopies(entry.accountId)) entry.copy = { state: 'none' };
    return { ...record, entry };
  };

  /** Stores what an attempt proved, and only then says it: what else the server says until it is stored counts. */
  const store = async (record: OutboxRecord, outcome: DeliveryOutcome, session?: SubmissionSession): Promise<OutboxRecord> => {
    let known = doubt(outcome, session?.outOfStep);
    let next = decide(record, known);
    try {
      await book.write(next);
      if (known === outcome) known = doubt(outcome, session?.outOfStep);
      if (known === outcome) return next;
      next = decide(record, known);
      await book.write(next);
    } catch (error) {
      report(error);
    }
    return next;
  };

  const conclude = async (record: OutboxRecord, outcome: DeliveryOutcome, session?: SubmissionSession) => {
    const next = await store(record, outcome, session);
    const { entry } = next;
    book.show(next);
    add(next);
    if (entry.copy.state === 'waiting') onTaken(entry.id);
    try {
      if (entry.status.state === 'sent' && entry.copy.state === 'none') await book.removeContent(next);
    } catch (error) {
      report(error);
    }
  };

  /** The next message goes out meanwhile. */
  const concludeMeanwhile = (...conclusion: Parameters<typeof conclude>): void => {
    const done = conclude(...conclusion).finally(() => concluding.delete(done));
    concluding.add(done);
  };

  const attempt = async (session: SubmissionSession, record: OutboxRecord): Promise<DeliveryOutcome> => {
    const { entry, envelopeFrom: from, needsSmtpUtf8 } = record;
    const recipients = entry.recipients.filter(({ state }) => state === 'pending').map(({ address }) => address);
    try {
      const content = await readContent(record);
      if (!content) return { result: 'not-taken', failure: lostContent, recipients: [] };
      const beforeEnd = () => book.begin(record);
      return await session.deliver({ from, recipients, needsSmtpUtf8, size: entry.size }, content, { beforeEnd });
    } catch (error) {
      report(error);
      return { result: 'not-taken', failure: lostContent, recipients: [] };
    }
  };

  const carry = async (session: SubmissionSession, id: string) => {
    const record = book.get(id);
    const at = record && dueAt(record);
    // Taken back, forgotten, or sent meanwhile.
    if (!record || at === undefined) return;
    if (at > now()) return add(record);
    const sending: OutboxRecord = { ...record, entry: { ...record.entry, status: { state: 'sending', since: now() } } };
    book.show(sending);
    concludeMeanwhile(sending, await attempt(session, sending), session);
  };

  const giveUp = (ids: string[], failure: Failure) => {
    for (const id of ids) {
      const record = book.get(id);
      if (record && dueAt(record) !== undefined) concludeMeanwhile(record, { result: 'not-taken', failure, recipients: [] });
    }
  };

  const queueOf = (accountId: string): AccountQueue => {
    const existing = queues.get(accountId);
    if (existing) return existing;
    const queue = createAccountQueue<SubmissionSession>({
      limits: () => limitsOf(accountId),
      open: () => openSession(accountId),
      carry,
      giveUp,
      onLeft: ({ outOfStep }) => {
        if (outOfStep) report(new Error(`a server said more than it was asked, and was left: ${outOfStep.reply?.text ?? ''}`));
      },
      now,
    });
    queues.set(accountId, queue);
    return queue;
  };

  const add = (record: OutboxRecord) => {
    const at = dueAt(record);
    if (at !== undefined && !closing) queueOf(record.entry.accountId).add(record.entry.id, at);
  };

  return {
    add,
    async closeAccount(accountId) {
      const queue = queues.get(accountId);
      queues.delete(accountId);
      for (const record of book.all()) if (record.entry.accountId === accountId) add(record);
      await queue?.close();
    },
    async close() {
      closing = true;
      await Promise.all([...queues.values()].map((queue) => queue.close()));
      await Promise.all(concluding);
    },
    connections: (accountId) => queues.get(accountId)?.connections() ?? 0,
  };
};
