import { expect, test } from 'vitest';
import type { LeaseState } from './database.ts';
import { planShares } from './plan-shares.ts';

const names = Array.from({ length: 60 }, (_, index) => `account:${index}`);

/** Bridges that look one after the other, until none changes anything. Answers how many leases moved. */
const settle = (bridges: readonly string[], held: Map<string, string>, all: readonly string[] = names): number => {
  let moved = 0;
  for (let isDone = false; !isDone;) {
    isDone = true;
    for (const me of bridges) {
      const leases = [...held].map(([name, holder]): LeaseState => ({
        name,
        holder,
        fence: 1,
        version: 0,
        isExpired: !bridges.includes(holder),
      }));
      const { take, give } = planShares(all, leases, { me, holders: bridges });
      for (const name of give) held.delete(name);
      for (const name of take) held.set(name, me);
      moved += take.length;
      if (take.length + give.length > 0) isDone = false;
    }
  }
  return moved;
};
const sizes = (held: Map<string, string>, bridges: readonly string[]) =>
  bridges.map((bridge) => [...held.values()].filter((holder) => holder === bridge).length);

test.each([1, 2, 3, 4, 7, 60, 70])('%i bridges have equal shares, and every account has one', (count) => {
  const bridges = Array.from({ length: count }, (_, index) => `b${index}`);
  const held = new Map<string, string>();
  settle(bridges, held);
  expect(held.size).toBe(60);
  expect(Math.max(...sizes(held, bridges))).toBe(Math.ceil(60 / count));
});

test('a bridge that comes gets its share from the others, which keep the rest; one that goes leaves only its own', () => {
  const held = new Map<string, string>();
  settle(['a', 'b'], held);
  expect(settle(['a', 'b', 'c'], held)).toBe(20);
  expect(sizes(held, ['a', 'b', 'c'])).toEqual([20, 20, 20]);
  expect(settle(['a', 'c'], held)).toBe(20);
  expect(sizes(held, ['a', 'c'])).toEqual([30, 30]);
});

test('accounts that are no more are in no share, and new ones are taken', () => {
  const held = new Map<string, string>();
  settle(['a', 'b'], held);
  expect(settle(['a', 'b'], held, [...names, 'account:new'])).toBe(1);
  expect(planShares([], [{ name: 'account:1', holder: 'a', fence: 1, version: 0, isExpired: false }], { me: 'a', holders: [] })).toEqual({
    take: [],
    give: [],
  });
});
