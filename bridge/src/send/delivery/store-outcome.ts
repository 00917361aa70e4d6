import type { DeliveryOutcome } from '@kurrier/shared/mail/delivery';
import type { Failure } from '@kurrier/shared/failure/failure';
import { decideNext } from '../outbox/next-state.ts';
import type { OutboxIndex } from '../outbox/outbox-index.ts';
import type { OutboxRecord } from '../outbox/outbox-record.ts';
import { toUnknownOutcome } from './unknown-outcome.ts';
import { isPassing, retryStoring } from './retry-storing.ts';

/**
 * Stores what an attempt proved; resolves with the record, which nobody has seen yet: what else the server says until it is stored counts.
 */
export type StoreOutcome = (
  record: OutboxRecord,
  outcome: DeliveryOutcome,
  session?: { readonly outOfStep: Failure | undefined },
) => Promise<OutboxRecord>;

export const createStoreOutcome = (deps: {
  book: Pick<OutboxIndex, 'write' | 'get'>;
  /** Nothing is written any more. */
  ended: AbortSignal;
  filesCopies: (accountId: string) => boolean;
  report: (error: unknown) => void;
  now: () => number;
}): StoreOutcome => {
  const { book, filesCopies, ended, report, now } = deps;

  const decide = (record: OutboxRecord, outcome: DeliveryOutcome): OutboxRecord => {
    const entry = decideNext(record.entry, outcome, now());
    if (entry.copy.state === 'waiting' && !filesCopies(entry.accountId)) entry.copy = { state: 'none' };
    return { ...record, entry };
  };

  return async (record, outcome, session) => {
    let known = toUnknownOutcome(outcome, session?.outOfStep);
    let next = decide(record, known);
    try {
      await book.write(next);
      if (known === outcome) known = toUnknownOutcome(outcome, session?.outOfStep);
      if (known === outcome) return next;
      next = decide(record, known);
      await book.write(next);
    } catch (error) {
      report(error);
      if (isPassing(error)) void retryStoring(book, next, { ended, report });
    }
    return next;
  };
};
