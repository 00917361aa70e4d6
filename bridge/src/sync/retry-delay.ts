const firstDelayMs = 1_000;
/** A dead network costs nothing to try again, and a person who opens the lid waits for it. */
const longestOfflineMs = 20_000;
/** What a server that answers, but not well, is left alone for. */
const longestMs = 5 * 60_000;
const longestThrottledMs = 30 * 60_000;

/** Who the waiting is for: the network below (`offline`), a server that fails (`failing`), or one that asked for it (`throttled`). */
export type RetryCause = 'offline' | 'failing' | 'throttled';

/**
 * How long to wait before the attempt after the `failures`-th failure in a row (from 1): doubling from a second to a bound, never
 * ending, with "equal jitter": at least half of it, the rest random, so that accounts of one server do not return together.
 */
export const retryDelay = (failures: number, cause: RetryCause, random: () => number = Math.random): number => {
  const longest = { offline: longestOfflineMs, failing: longestMs, throttled: longestThrottledMs }[cause];
  const first = cause === 'throttled' ? 60_000 : firstDelayMs;
  const full = Math.min(longest, first * 2 ** Math.min(failures - 1, 20));
  return Math.round(full / 2 + (full / 2) * random());
};
