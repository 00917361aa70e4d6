import { expect, test, vi } from 'vitest';
import { sleep } from './sleep.ts';

test('it ends with its time, with its signal, and at once where the signal has ended before', async () => {
  vi.useFakeTimers();
  const ended: string[] = [];
  const note = (name: string, wait: Promise<void>) => void wait.then(() => ended.push(name));
  const end = new AbortController();
  note('time', sleep(1000, new AbortController().signal));
  note('signal', sleep(5000, end.signal));
  note('ended before', sleep(5000, AbortSignal.abort()));
  await vi.advanceTimersByTimeAsync(0);
  expect(ended).toEqual(['ended before']);
  end.abort();
  await vi.advanceTimersByTimeAsync(1000);
  expect(ended).toEqual(['ended before', 'signal', 'time']);
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});
