import { setTimeout as sleep } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import { guessNothing, type GuessCharset } from '../mime/decode-charset.ts';
import type { ReadingThread } from './reading/reading-thread.ts';

/** A list is drawn without a guess rather than later: the thread may have a costly message to read before. */
const longestWaitMs = 4_000;

/** So many guesses are remembered; a list is drawn again and again. */
const mostKept = 2_000;

export interface CharsetGuesses {
  /** What was guessed before; what was not is noted. */
  guess: GuessCharset;
  /** Guesses what was noted; false: nothing was, or it takes too long, and will be known later. */
  settle: () => Promise<boolean>;
}

/** Guesses of charsets for lists of messages: what guesses is too large and too slow for the loop that answers calls. */
export const createCharsetGuesses = (thread: Pick<ReadingThread, 'run'>, waitMs = longestWaitMs): CharsetGuesses => {
  const known = new LRUCache<string, { charset: string | null }>({ max: mostKept });
  const noted = new Set<string>();
  return {
    guess(bytes, isDoubted) {
      const key = Buffer.from(bytes).toString('latin1');
      const found = known.get(key);
      if (found) return found.charset;
      noted.add(key);
      return guessNothing(bytes, isDoubted);
    },
    async settle() {
      const keys = [...noted];
      noted.clear();
      if (keys.length === 0) return false;
      const work = thread.run({ kind: 'guess', samples: keys.map((key) => Buffer.from(key, 'latin1')) }).then((guessed) => {
        for (const [at, key] of keys.entries()) known.set(key, { charset: guessed.ok ? (guessed.value[at] ?? null) : null });
        return guessed.ok;
      });
      const patience = new AbortController();
      const late = sleep(waitMs, undefined, { signal: patience.signal, ref: false }).then(
        () => false,
        () => false,
      );
      const isDone = await Promise.race([work, late]);
      patience.abort();
      return isDone;
    },
  };
};
