import type { RecordStore } from '../../store/record-store.ts';
import { handedOver } from './handed-over.ts';

/** Longer than anybody waits for an answer. */
const usualEveryMs = 60_000;

/**
 * Removes answers that nobody took: the bridge that asked ended, or did not wait any longer. `look` may be called as often as one likes; what
 * it found at one look and finds at the next, a minute later by this computer's own count, is too old for anybody.
 */
export const createUnreadAnswers = (
  store: Pick<RecordStore, 'namespace'>,
  { everyMs = usualEveryMs, now = () => performance.now() }: { everyMs?: number; now?: () => number } = {},
) => {
  const answers = store.namespace<unknown>(handedOver.answers);
  let lastMs = Number.NEGATIVE_INFINITY;
  let before: ReadonlySet<string> = new Set();
  return {
    async look(): Promise<void> {
      if (now() - lastMs < everyMs) return;
      lastMs = now();
      const found = new Set<string>();
      for await (const [key] of answers.iterator() as AsyncIterable<[string, unknown]>) found.add(key);
      const old = [...found].filter((key) => before.has(key));
      if (old.length > 0) await answers.deleteMany(old);
      before = found;
    },
  };
};
