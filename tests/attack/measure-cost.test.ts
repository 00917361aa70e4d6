import { expect, test } from 'vitest';
import { createRandom } from '../sync/seeded-random.ts';
import { measureCost } from './measure-cost.ts';

const spin = (ms: number): void => {
  const before = process.threadCpuUsage();
  for (;;) {
    const { user, system } = process.threadCpuUsage(before);
    if ((user + system) / 1000 >= ms) return;
  }
};
/** Of a size between 0 and 1. */
const measure = (run: (size: number) => void) => measureCost(run, (size) => size / 64, 64);

test.each([
  ['quadratic', (size: number) => spin(45 * size ** 2)],
  ['of a power near two', (size: number) => spin(45 * size ** 1.8)],
  ['linear, but too much', (size: number) => spin(60 * size)],
  ['hopeless', (size: number) => spin(8_000 * size)],
])('a cost that is %s is a problem', async (_, run) => {
  expect((await measure(run)).problem).toEqual(expect.any(String));
});

test('pauses of 40 ms in half of the runs are not the cost of a function', async () => {
  const random = createRandom(1);
  for (let times = 0; times < 3; times++)
    expect((await measure((size) => spin(24 * size + (random.chance(0.5) ? 40 : 0)))).problem).toBeNull();
});
