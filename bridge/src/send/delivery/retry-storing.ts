import { sleep } from '@kurrier/shared/async/sleep';
import { storageProblemOf } from '../../files/storage-problem-of.ts';
import type { OutboxIndex } from '../outbox/outbox-index.ts';
import type { OutboxRecord } from '../outbox/outbox-record.ts';

const pauseMs = 1_000;
/** What passes by itself, or once somebody has made room on a server. */
const passing: ReadonlySet<string | null> = new Set(['shared-store-away', 'shared-store-full', 'shared-store-read-only']);

/** Whether a store on a server did not take what it will take later. */
export const isPassing = (error: unknown): boolean => passing.has(storageProblemOf(error));

/**
 * Writes what came of a message again and again, until the store has it, the message has gone on, or `ended`: otherwise it would stand as
 * unknown after the next start, although its answer was heard.
 */
export const retryStoring = async (
  book: Pick<OutboxIndex, 'write' | 'get'>,
  record: OutboxRecord,
  { ended, report }: { ended: AbortSignal; report: (error: unknown) => void },
): Promise<void> => {
  for (;;) {
    await sleep(pauseMs, ended);
    if (ended.aborted || book.get(record.entry.id) !== record) return;
    try {
      return await book.write(record);
    } catch (error) {
      if (isPassing(error)) continue;
      return report(error);
    }
  }
};
