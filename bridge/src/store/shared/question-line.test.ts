import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createQuestionLine } from './question-line.ts';
import { SharedStoreError } from './shared-store-error.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const address = 'db.example';
const deadlineMs = 100;
const openLine = (most: number, problem: SharedStoreError['storageProblem'] = 'shared-store-away') =>
  createQuestionLine({ address, most, deadlineMs, explain: (error) => new SharedStoreError(address, problem, error, true) });
const after = <Value>(ms: number, value: Value) => new Promise<Value>((resolve) => setTimeout(() => resolve(value), ms));

test('what waits in the line is not late: twenty questions that take most of the time each are all answered', async () => {
  const ask = openLine(2);
  let [asked, most] = [0, 0];
  const answers = Array.from({ length: 20 }, (_, index) =>
    ask(async () => {
      most = Math.max(most, ++asked);
      await after(deadlineMs - 10, null);
      asked--;
      return index;
    }),
  );
  await vi.advanceTimersByTimeAsync(10 * deadlineMs);
  expect(await Promise.all(answers)).toEqual(Array.from({ length: 20 }, (_, index) => index));
  expect(most).toBe(2);
});

test('where one is not answered, those behind it are told so at once, were not asked, and later ones are', async () => {
  const ask = openLine(1);
  const asked: string[] = [];
  const silent = ask(() => new Promise<never>(() => asked.push('silent')));
  const behind = ['a', 'b'].map((name) => ask(async () => asked.push(name)));
  const ends = Promise.allSettled([silent, ...behind]);
  await vi.advanceTimersByTimeAsync(deadlineMs);
  expect((await ends).map((end) => end.status === 'rejected' && [end.reason.storageProblem, end.reason.isUncertain])).toEqual([
    ['shared-store-away', true],
    ['shared-store-away', false],
    ['shared-store-away', false],
  ]);
  expect(asked).toEqual(['silent']);
  expect(await ask(async () => 'again')).toBe('again');
});

test('what one of them is refused is not what the others are', async () => {
  const ask = openLine(1, 'shared-store-full');
  const ends = Promise.allSettled([ask(() => Promise.reject(new Error('OOM'))), ask(async () => 'read')]);
  await vi.advanceTimersByTimeAsync(0);
  expect((await ends).map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
});

test('what is urgent goes before all that waits, in its own order', async () => {
  const ask = openLine(1);
  const order: string[] = [];
  const note = (name: string, isUrgent: boolean) =>
    ask(
      async () => {
        await after(1, null);
        order.push(name);
      },
      { isUrgent },
    );
  const all = [note('first', false), note('second', false), note('renewal 1', true), note('third', false), note('renewal 2', true)];
  await vi.advanceTimersByTimeAsync(10);
  await Promise.all(all);
  expect(order).toEqual(['first', 'renewal 1', 'renewal 2', 'second', 'third']);
});

test('whoever waits for a long time gives up, though each question is answered just in time, and takes nobody else’s turn', async () => {
  const ask = openLine(1);
  const answers = Array.from({ length: 20 }, (_, index) => ask(() => after(deadlineMs - 1, index)));
  const ends = Promise.allSettled(answers);
  await vi.advanceTimersByTimeAsync(30 * deadlineMs);
  const states = (await ends).map((end) => (end.status === 'fulfilled' ? end.value : [end.reason.storageProblem, end.reason.isUncertain]));
  expect(states).toEqual([...Array(13).keys(), ...Array.from({ length: 7 }, () => ['shared-store-away', false])]);
  expect(await Promise.all([ask(async () => 'one'), ask(async () => 'two')])).toEqual(['one', 'two']);
});

test('a line of ten thousand takes no more', async () => {
  const ask = openLine(1);
  const ends = Promise.allSettled(Array.from({ length: 10_002 }, () => ask(() => new Promise<never>(() => {}))));
  const late = Promise.withResolvers<unknown>();
  ask(async () => 'late').catch(late.resolve);
  expect(await late.promise).toMatchObject({ storageProblem: 'shared-store-away', isUncertain: false });
  await vi.advanceTimersByTimeAsync(deadlineMs);
  expect((await ends).every(({ status }) => status === 'rejected')).toBe(true);
});
