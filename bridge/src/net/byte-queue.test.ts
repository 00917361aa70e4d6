import { expect, test } from 'vitest';
import { ByteQueue } from './byte-queue.ts';

/** As `tests/sync/seeded-random.ts`, in small. */
const createNumbers = (seed: number) => {
  let state = seed;
  return (below: number) => (state = (state * 48_271) % 2_147_483_647) % below;
};

test.each([1, 2, 3, 4, 5])('whatever comes and goes in pieces, the order stays, and what was taken does not change (seed %i)', (seed) => {
  const next = createNumbers(seed);
  const queue = new ByteQueue();
  const [came, taken]: [number[], Buffer[]] = [[], []];
  for (let step = 0; step < 2000; step++) {
    const chunk = Buffer.from(Array.from({ length: next(step % 50 === 0 ? 70_000 : 40) }, () => next(256)));
    came.push(...chunk);
    queue.add(chunk);
    if (next(3) === 0) taken.push(queue.take(next(queue.length + 1)));
  }
  expect(queue.bytes.length).toBe(queue.length);
  taken.push(queue.take(queue.length));
  expect(Buffer.concat(taken).equals(Buffer.from(came))).toBe(true);
});
