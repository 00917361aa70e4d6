import { expect, test } from 'vitest';
import { createRandom } from '../sync/seeded-random.ts';
import { measureCost } from './measure-cost.ts';

const count = (times: number): number => {
  let sum = 0;
  for (let at = 0; at < times; at++) sum += Math.sqrt(at);
  return sum;
};
/** How far is counted in a millisecond of processor time: the clock of a thread is too coarse to be asked in between. */
const perMs = (() => {
  count(1e7);
  const before = process.threadCpuUsage();
  count(2e8);
  const { user, system } = process.threadCpuUsage(before);
  return 2e8 / ((user + system) / 1000);
})();
const spin = (ms: number): number => count(ms * perMs);
/** Of a size between 0 and 1. */
const measure = (run: (size: number) => void) => measureCost(run, (size) => size / 64, 64);

test.each([
  ['quadratic', (size: number) => spin(30 * size ** 2)],
  ['of the power of one and a half', (size: number) => spin(30 * size ** 1.6)],
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
