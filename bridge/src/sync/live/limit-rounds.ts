import { sleep } from '@kurrier/shared/async/sleep';

/** Nobody's mail comes so often for long; a server that is out of its mind, or means harm, does. */
const mostRounds = 30;
const withinMs = 10_000;
const pauseMs = 1_000;

/**
 * Slows down a loop whose rounds are begun by what a server says: to be awaited in each; waits only where there were more than thirty in
 * ten seconds.
 */
export const createRoundLimiter = (): ((signal: AbortSignal) => Promise<void>) => {
  const rounds: number[] = [];
  return async (signal) => {
    rounds.push(Date.now());
    if (rounds.length > mostRounds && Date.now() - rounds.shift()! < withinMs) await sleep(pauseMs, signal);
  };
};
