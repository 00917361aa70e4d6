import { expect, test } from 'vitest';
import { createCompareTurns, type Quiet } from './compare-turns.ts';

const quiet = (id: string, messages: number, told = 0, stored = 0): Quiet => ({ id, messages, unseen: { told, stored } });

test('small mailboxes are looked at in every round, and no oftener than every twenty seconds', () => {
  const turns = createCompareTurns();
  const all = [quiet('a', 100), quiet('b', 4_000), quiet('empty', 0)];
  expect([...turns.take(all, 0)]).toEqual(['a', 'b']);
  expect([...turns.take(all, 19_999)]).toEqual([]);
  expect([...turns.take(all, 48_000)]).toEqual(['a', 'b']);
});

test('one round looks at ten thousand messages, and the next one goes on with those that waited longest', () => {
  const turns = createCompareTurns();
  const all = ['a', 'b', 'c', 'd', 'e'].map((id) => quiet(id, 4_000));
  expect([...turns.take(all, 0)]).toEqual(['a', 'b']);
  expect([...turns.take(all, 30_000)]).toEqual(['c', 'd']);
  expect([...turns.take(all, 60_000)]).toEqual(['e', 'a']);
});

test('a large mailbox is looked at where its unread messages differ, and the seldomer the larger it is', () => {
  const turns = createCompareTurns();
  expect([...turns.take([quiet('large', 50_000)], 0)]).toEqual([]);
  expect([...turns.take([quiet('large', 50_000, 3, 2), quiet('a', 10)], 0)]).toEqual(['large']);
  expect([...turns.take([quiet('large', 50_000, 3, 2)], 500_000)]).toEqual([]);
  expect([...turns.take([quiet('large', 50_000, 3, 2)], 600_000)]).toEqual(['large']);
});

test('what was looked at for another reason waits', () => {
  const turns = createCompareTurns();
  turns.note('a', 0);
  expect([...turns.take([quiet('a', 10)], 10_000)]).toEqual([]);
});
