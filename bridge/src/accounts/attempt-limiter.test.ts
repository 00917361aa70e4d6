import { expect, test } from 'vitest';
import { createAttemptLimiter } from './attempt-limiter.ts';

const never = new AbortController().signal;

const setUp = () => {
  const clock = { nowMs: 0, waitedMs: [] as number[] };
  const limit = createAttemptLimiter({
    now: () => clock.nowMs,
    async wait(ms) {
      clock.waitedMs.push(ms);
      clock.nowMs += ms;
    },
  });
  return { clock, limit };
};

test('six at once go through, the rest one every ten seconds; another place does not wait', async () => {
  const { clock, limit } = setUp();
  for (let index = 0; index < 6; index++) expect(await limit('imap a', never)).toBe(true);
  expect(clock.waitedMs).toEqual([]);
  for (let index = 0; index < 3; index++) expect(await limit('imap a', never)).toBe(true);
  expect(clock.waitedMs).toEqual([10_000, 10_000, 10_000]);
  expect(await limit('imap b', never)).toBe(true);
  expect(clock.waitedMs).toHaveLength(3);
});

test('whoever rested has all six again, and no more', async () => {
  const { clock, limit } = setUp();
  for (let index = 0; index < 6; index++) await limit('a', never);
  clock.nowMs += 3_600_000;
  for (let index = 0; index < 6; index++) await limit('a', never);
  expect(clock.waitedMs).toEqual([]);
  await limit('a', never);
  expect(clock.waitedMs).toEqual([10_000]);
});

test('a thousand that give up while they wait use nothing up', async () => {
  const { clock, limit } = setUp();
  for (let index = 0; index < 6; index++) await limit('a', never);
  for (let index = 0; index < 1000; index++) expect(await limit('a', AbortSignal.abort())).toBe(false);
  expect(await limit('a', never)).toBe(true);
  expect(clock.waitedMs).toEqual([10_000]);
});
