import { LRUCache } from 'lru-cache';
import type { ReadingThread } from '../reading/reading-thread.ts';
import type { SplitMessage } from './split-message.ts';

/** What was fetched whole is kept for so long, and so much of it: who reads it may save the files in it. */
const keptForMs = 120_000;
const mostBytes = 24 * 1024 * 1024;

/** Splits a message that was fetched whole, away from the loop that answers calls; null where the limits of the thread do not allow it. */
export const splitOnce =
  (thread: Pick<ReadingThread, 'run'>, report: (problem: string) => void) =>
  async (bytes: Uint8Array, encoding: string): Promise<SplitMessage | null> => {
    const done = await thread.run({ kind: 'split', bytes, encoding });
    if (!done.ok) report(`an attached message could not be split (${done.reason}): ${done.detail}`);
    return done.ok ? done.value : null;
  };

/** The same, and keeps them for a while. Keys begin with the account. */
export const createSplitMessages = (thread: Pick<ReadingThread, 'run'>, report: (problem: string) => void) => {
  const split = splitOnce(thread, report);
  const kept = new LRUCache<string, SplitMessage>({
    maxSize: mostBytes,
    sizeCalculation: ({ source, ranges }) => source.length + ranges.size * 500 + 1000,
    ttl: keptForMs,
    ttlAutopurge: true,
  });
  return {
    known: (key: string): SplitMessage | undefined => kept.get(key),
    async split(key: string, bytes: Uint8Array, encoding: string): Promise<SplitMessage | null> {
      const message = await split(bytes, encoding);
      if (message) kept.set(key, message);
      return message;
    },
    forget(accountId: string): void {
      const keys = [...kept.keys()];
      for (const key of keys) if ((JSON.parse(key) as unknown[])[0] === accountId) kept.delete(key);
    },
  };
};
