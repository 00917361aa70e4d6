import type { Readable } from 'node:stream';
import type { DeliveryOutcome, SmtpEnvelope } from '@kurrier/shared/mail/delivery';
import type { Failure } from '@kurrier/shared/failure/failure';
import { storageProblemOf } from '../../files/storage-problem-of.ts';
import type { OutboxIndex } from '../outbox/outbox-index.ts';
import type { OutboxRecord } from '../outbox/outbox-record.ts';
import type { QueueSession } from './account-queue.ts';

/** A signed-in submission connection: what `deliverMessage` promises, on one session. */
export interface SubmissionSession extends QueueSession {
  deliver(
    envelope: SmtpEnvelope,
    content: Buffer | Readable,
    options: { beforeEnd: () => Promise<void>; takeNext: () => SmtpEnvelope | undefined },
  ): Promise<DeliveryOutcome>;
  /** What the server said that nobody had asked for. */
  readonly outOfStep: Failure | undefined;
}

export interface AttemptDeps {
  book: Pick<OutboxIndex, 'begin'>;
  readContent: (record: OutboxRecord) => Promise<Buffer | Readable | undefined>;
  report: (error: unknown) => void;
}

const lostContent: Failure = { kind: 'unknown', stage: 'content', leg: 'smtp', confidence: 'certain', code: 'CONTENT_MISSING' };

/** A store on a server did not take the note that comes before the content's end; it will. */
const storeAway: Failure = { kind: 'local.store_failed', stage: 'content', leg: 'smtp', confidence: 'certain', code: 'STORE_AWAY' };

/**
 * Makes one attempt to hand a message over, which is noted before the end of its content. Never rejects: where its content or the note is
 * not to be had, it was not taken.
 */
export const createAttemptDelivery =
  ({ book, readContent, report }: AttemptDeps) =>
  async (
    session: SubmissionSession,
    { record, envelope }: { record: OutboxRecord; envelope: SmtpEnvelope },
    takeNext: () => SmtpEnvelope | undefined,
  ): Promise<DeliveryOutcome> => {
    try {
      const content = await readContent(record);
      if (!content) return { result: 'not-taken', failure: lostContent, recipients: [] };
      return await session.deliver(envelope, content, { beforeEnd: () => book.begin(record), takeNext });
    } catch (error) {
      report(error);
      return {
        result: 'not-taken',
        failure: storageProblemOf(error)?.startsWith('shared-store') ? storeAway : lostContent,
        recipients: [],
      };
    }
  };
