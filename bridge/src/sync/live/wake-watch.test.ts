import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchForWake } from './wake-watch.ts';

beforeEach(() => void vi.useFakeTimers({ now: 0 }));
afterEach(() => void vi.useRealTimers());

test('a clock that jumped and an address that changed wake, each once; ordinary time does not', () => {
  let wakes = 0;
  let network = 'a';
  const stop = watchForWake(() => wakes++, { readAddresses: () => network });
  vi.advanceTimersByTime(60_000);
  expect(wakes).toBe(0);
  vi.setSystemTime(Date.now() + 3_600_000);
  vi.advanceTimersByTime(10_000);
  expect(wakes).toBe(1);
  network = 'b';
  vi.advanceTimersByTime(10_000);
  expect(wakes).toBe(2);
  stop();
  network = 'c';
  vi.advanceTimersByTime(10_000);
  expect(wakes).toBe(2);
});

test('a system that cannot say its addresses ends nothing, and what changed meanwhile is noticed afterwards', () => {
  let wakes = 0;
  let network = 'a';
  let isRefused = false;
  const stop = watchForWake(() => wakes++, { readAddresses: () => (isRefused ? null : network) });
  isRefused = true;
  vi.advanceTimersByTime(60_000);
  expect(wakes).toBe(0);
  vi.setSystemTime(Date.now() + 3_600_000);
  vi.advanceTimersByTime(10_000);
  expect(wakes).toBe(1);
  isRefused = false;
  vi.advanceTimersByTime(10_000);
  expect(wakes).toBe(1);
  network = 'b';
  isRefused = true;
  vi.advanceTimersByTime(10_000);
  isRefused = false;
  vi.advanceTimersByTime(10_000);
  expect(wakes).toBe(2);
  stop();
});
