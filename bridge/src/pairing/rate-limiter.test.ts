import { expect, test } from 'vitest';
import { createRateLimiter } from './rate-limiter.ts';

test('lets callers through in order, no faster than it should', async () => {
  const takeTurn = createRateLimiter(50);
  const order: number[] = [];
  const startedAt = performance.now();
  await Promise.all([1, 2, 3, 4].map(async (number) => void ((await takeTurn(new AbortController().signal)) && order.push(number))));
  expect(order).toEqual([1, 2, 3, 4]);
  expect(performance.now() - startedAt).toBeGreaterThan(55);
});

test('who gives up loses the turn to the next', async () => {
  const takeTurn = createRateLimiter(10);
  const crowd = Array.from({ length: 1000 }, () => new AbortController());
  const first = takeTurn(new AbortController().signal);
  const turns = crowd.map(({ signal }) => takeTurn(signal));
  const last = takeTurn(new AbortController().signal);
  for (const one of crowd) one.abort();
  expect(await Promise.all([first, ...turns, last])).toEqual([true, ...crowd.map(() => false), true]);
  expect(await takeTurn(AbortSignal.abort())).toBe(false);
});
