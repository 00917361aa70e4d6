import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Answer } from '../source-contract.ts';
import { firstFound } from './first-found.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const found = (name: string): Answer => ({ state: 'found', offer: { name, prepare: [], documentation: [] } });
const after = <Value>(ms: number, value: Value) => new Promise<Value>((resolve) => setTimeout(() => resolve(value), ms));
const never = new Promise<Answer>(() => undefined);
const nothing: Answer = { state: 'nothing' };

test.each<[string, () => Promise<Answer>[], number, string]>([
  ['the order decides, not the speed', () => [after(1900, found('a')), after(0, found('b'))], 1900, 'a'],
  ['a place that never answers hides the next for two seconds', () => [never, after(0, found('b'))], 2000, 'b'],
  ['one that is slow, and alone, is awaited', () => [after(5000, found('a')), after(0, nothing)], 5000, 'a'],
  ['after two seconds whoever comes first', () => [never, after(4000, found('b')), after(3000, found('c'))], 3000, 'c'],
  ['where none has anything, that is the answer', () => [after(3000, nothing), after(0, nothing)], 3000, 'nothing'],
  [
    'the most telling failure',
    () => [
      Promise.resolve({ state: 'failed', detail: 'unreachable' }),
      Promise.resolve(nothing),
      Promise.resolve({ state: 'failed', detail: 'malformed' }),
    ],
    0,
    'malformed',
  ],
  ['a fault is a failure', () => [Promise.reject(new Error('a fault')), Promise.resolve(found('b'))], 0, 'b'],
  ['no places', () => [], 0, 'nothing'],
])('%s', async (_what, places, afterMs, expected) => {
  let answer: Answer | undefined;
  void firstFound(places()).then((first) => (answer = first));
  if (afterMs > 0) {
    await vi.advanceTimersByTimeAsync(afterMs - 1);
    expect(answer).toBeUndefined();
  }
  await vi.advanceTimersByTimeAsync(1);
  expect(answer?.state === 'found' ? answer.offer.name : (answer?.detail ?? answer?.state)).toBe(expected);
});
