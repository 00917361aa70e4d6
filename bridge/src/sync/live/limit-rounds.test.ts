import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createRoundLimiter } from './limit-rounds.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** How many rounds a loop makes within this time, each taking `roundMs`. */
const countRounds = async (roundMs: number, forMs: number): Promise<number> => {
  const keepPace = createRoundLimiter();
  const end = new AbortController();
  let rounds = 0;
  const loop = (async () => {
    while (!end.signal.aborted) {
      await keepPace(end.signal);
      rounds++;
      await new Promise((resolve) => setTimeout(resolve, roundMs));
    }
  })();
  await vi.advanceTimersByTimeAsync(forMs);
  end.abort();
  await vi.advanceTimersByTimeAsync(roundMs);
  await loop;
  return rounds;
};

test('what comes now and then, or in a burst, is not kept waiting', async () => {
  expect(await countRounds(500, 60_000)).toBeGreaterThanOrEqual(119);
  expect(await countRounds(1, 30)).toBeGreaterThanOrEqual(29);
});

test('what never rests is looked at once a second', async () => {
  const rounds = await countRounds(1, 60_000);
  expect(rounds).toBeGreaterThan(60);
  expect(rounds).toBeLessThan(260);
});
