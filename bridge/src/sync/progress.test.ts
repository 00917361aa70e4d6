import { expect, test, vi } from 'vitest';
import { createProgressMeter } from './progress.ts';

test('several mailboxes add up; the remaining time is told only when the pace was measured', () => {
  vi.useFakeTimers({ now: 1_000 });
  const meter = createProgressMeter();
  expect(meter.read(1_000)).toBeNull();
  // Two hundred are there from an earlier run: they are done, but say nothing about the pace.
  meter.expect('inbox', 200, 1_000);
  meter.expect('sent', 0, 100);
  meter.expect('inbox', 300, 1_000);
  expect(meter.read(2_000)).toEqual({ done: 300, total: 1_100, remainingMs: null });
  meter.expect('inbox', 400, 1_000);
  expect(meter.read(5_000)).toEqual({ done: 400, total: 1_100, remainingMs: 14_000 });
  meter.finish('inbox');
  expect(meter.read(5_000)).toEqual({ done: 400, total: 500, remainingMs: 2_000 });
  meter.finish('sent');
  expect(meter.read(5_000)).toBeNull();
  vi.useRealTimers();
});
