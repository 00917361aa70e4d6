import type { DeliveryOutcome, SmtpEnvelope } from '@kurrier/shared/mail/delivery';
import type { Failure } from '@kurrier/shared/failure/failure';
import type { Outcome } from '@kurrier/shared/failure/outcome';
import { createAccountQueue, type AccountQueue } from './account-queue.ts';
import { createAttemptDelivery, type AttemptDeps, type SubmissionSession } from './attempt-delivery.ts';
import type { OutboxIndex } from '../outbox/outbox-index.ts';
import type { OutboxRecord } from '../outbox/outbox-record.ts';
import type { ConnectionLimits } from './plan-connections.ts';
import { createStoreOutcome } from './store-outcome.ts';

export interface SenderDeps extends Pick<AttemptDeps, 'readContent'> {
  book: OutboxIndex;
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

/** A message on its way, and as it was before. */
interface BegunMessage {
  record: OutboxRecord;
  before: OutboxRecord;
  envelope: SmtpEnvelope;
}

const dueAt = ({ entry: { status } }: OutboxRecord): number | undefined => {
  if (status.state === 'queued') return status.heldUntil;
  return status.state === 'deferred' ? status.nextTryAt : undefined;
};

/** Carries the outbox to the servers: one queue for each account, every attempt judged by `decideNext`. */
export const createSender = (deps: SenderDeps): Sender => {
  const { book, readContent, openSession, limitsOf, filesCopies, onTaken, report, now = Date.now } = deps;
  const queues = new Map<string, AccountQueue>();
  const concluding = new Set<Promise<void>>();
  /** Messages whose envelope went out with the message before. */
  const ahead = new Map<string, BegunMessage>();
  /** Accounts whose server left a message unknown together with the envelope of the next: until the bridge ends that is not done again. */
  const oneByOne = new Set<string>();
  let closing = false;
  const ended = new AbortController();

  const attempt = createAttemptDelivery({ book, readContent, report });
  const storeOutcome = createStoreOutcome({ book, filesCopies, ended: ended.signal, report, now });

  const conclude = async (record: OutboxRecord, outcome: DeliveryOutcome, session?: SubmissionSession) => {
    const next = await storeOutcome(record, outcome, session);
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

  /** Takes a message that is due on its way; none where it was taken back, forgotten, or sent meanwhile. */
  const begin = (id: string): BegunMessage | undefined => {
    const before = book.get(id);
    const at = before && dueAt(before);
    if (!before || at === undefined) return undefined;
    if (at > now()) {
      add(before);
      return undefined;
    }
    const record: OutboxRecord = { ...before, entry: { ...before.entry, status: { state: 'sending', since: now() } } };
    book.show(record);
    const { entry, envelopeFrom: from, needsSmtpUtf8 } = record;
    const recipients = entry.recipients.filter(({ state }) => state === 'pending').map(({ address }) => address);
    return { record, before, envelope: { from, recipients, needsSmtpUtf8, size: entry.size } };
  };

  const carry = async (session: SubmissionSession, id: string, takeNextId: () => string | undefined) => {
    const own = ahead.get(id) ?? begin(id);
    ahead.delete(id);
    if (!own) return;
    const { accountId } = own.record.entry;
    let hasTaken = false;
    const takeNext = () => {
      const nextId = oneByOne.has(accountId) ? undefined : takeNextId();
      const next = nextId === undefined ? undefined : begin(nextId);
      if (nextId === undefined || !next) return undefined;
      hasTaken = true;
      ahead.set(nextId, next);
      return next.envelope;
    };
    const outcome = await attempt(session, own, takeNext);
    if (hasTaken && outcome.result === 'unknown') oneByOne.add(accountId);
    concludeMeanwhile(own.record, outcome, session);
  };

  const putBack = (id: string) => {
    const before = ahead.get(id)?.before ?? book.get(id);
    ahead.delete(id);
    if (!before || !book.get(id)) return;
    book.show(before);
    add(before);
  };

  const giveUp = (ids: string[], failure: Failure) => {
    for (const id of ids) {
      // Shown as being sent until it is stored: it cannot be taken back in between, and then come back.
      const begun = begin(id);
      if (begun) concludeMeanwhile(begun.record, { result: 'not-taken', failure, recipients: [] });
    }
  };

  const queueOf = (accountId: string): AccountQueue => {
    const existing = queues.get(accountId);
    if (existing) return existing;
    const queue = createAccountQueue<SubmissionSession>({
      limits: () => limitsOf(accountId),
      open: () => openSession(accountId),
      carry,
      putBack,
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
      oneByOne.delete(accountId);
      for (const record of book.all()) if (record.entry.accountId === accountId) add(record);
      await queue?.close();
    },
    async close() {
      closing = true;
      await Promise.all([...queues.values()].map((queue) => queue.close()));
      await Promise.all(concluding);
      ended.abort();
    },
    connections: (accountId) => queues.get(accountId)?.connections() ?? 0,
  };
};
