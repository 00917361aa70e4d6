import { expect, test } from 'vitest';
import { createRandom } from '../../../../tests/sync/seeded-random.ts';
import { createFlagComparisonTurns, type Quiet } from './flag-comparison-turns.ts';

const quiet = (id: string, messages: number, told = 0, stored = 0): Quiet => ({ id, messages, unseen: { told, stored } });

test('small mailboxes are looked at in every round, and no oftener than every twenty seconds', () => {
  const turns = createFlagComparisonTurns();
  const all = [quiet('a', 100), quiet('b', 4_000), quiet('empty', 0)];
  expect([...turns.take(all, 0)]).toEqual(['a', 'b']);
  expect([...turns.take(all, 19_999)]).toEqual([]);
  expect([...turns.take(all, 48_000)]).toEqual(['a', 'b']);
});

test('one round looks at ten thousand messages, and the next one goes on with those that waited longest', () => {
  const turns = createFlagComparisonTurns();
  const all = ['a', 'b', 'c', 'd', 'e'].map((id) => quiet(id, 4_000));
  expect([...turns.take(all, 0)]).toEqual(['a', 'b']);
  expect([...turns.take(all, 30_000)]).toEqual(['c', 'd']);
  expect([...turns.take(all, 60_000)]).toEqual(['e', 'a']);
});

test('a large mailbox is looked at where its unread messages differ, and the seldomer the larger it is', () => {
  const turns = createFlagComparisonTurns();
  expect([...turns.take([quiet('large', 50_000)], 0)]).toEqual([]);
  expect([...turns.take([quiet('large', 50_000, 3, 2), quiet('a', 10)], 0)]).toEqual(['large']);
  expect([...turns.take([quiet('large', 50_000, 3, 2)], 500_000)]).toEqual([]);
  expect([...turns.take([quiet('large', 50_000, 3, 2)], 600_000)]).toEqual(['large']);
});

test('those whose turn it is not are searched every half a minute, eight in a round, those that waited longest first', () => {
  const turns = createFlagComparisonTurns();
  const all = Array.from({ length: 10 }, (_, i) => quiet(`${i}`, 50_000));
  expect([...turns.takeSearched([...all, quiet('empty', 0)], 0)]).toEqual(all.slice(0, 8).map(({ id }) => id));
  expect([...turns.takeSearched(all, 15_000)]).toEqual(['8', '9']);
  expect([...turns.takeSearched(all, 30_000)]).toEqual(all.slice(0, 8).map(({ id }) => id));
});

test.each([
  ['quick', 20, 64],
  ['as usual', 100, 30],
  ['slow', 1_500, 8],
])('where a search is %s, at %i ms, %i mailboxes are searched in a round', (_, tookMs, count) => {
  const turns = createFlagComparisonTurns();
  for (let i = 0; i < 4; i++) turns.noteSearched(tookMs);
  const all = Array.from({ length: 100 }, (_, i) => quiet(`${i}`, 50_000));
  expect(turns.takeSearched(all, 0).size).toBe(count);
});

test('one slow search among many does not slow down the rest, and many do', () => {
  const turns = createFlagComparisonTurns();
  const all = Array.from({ length: 100 }, (_, i) => quiet(`${i}`, 50_000));
  for (let i = 0; i < 20; i++) turns.noteSearched(20);
  turns.noteSearched(300);
  expect(turns.takeSearched(all, 0).size).toBeGreaterThan(25);
  for (let i = 0; i < 20; i++) turns.noteSearched(2_000);
  expect(turns.takeSearched(all, 100_000).size).toBe(8);
});

test.each([8, 15, 60])('a hundred large mailboxes are each searched within 90 s where that is quick, with a round every %i s', (poll) => {
  const turns = createFlagComparisonTurns();
  const mailboxes = Array.from({ length: 100 }, (_, i) => quiet(`${i}`, 60_000));
  const seenAt = new Map(mailboxes.map(({ id }) => [id, 0]));
  const most = poll === 60 ? 120 : 90;
  for (let now = 0; now <= 1_200; now += poll)
    for (const id of turns.takeSearched(mailboxes, now * 1_000)) {
      turns.noteSearched(20);
      expect(now - seenAt.get(id)!, `${id} at ${now} s`).toBeLessThanOrEqual(most);
      seenAt.set(id, now);
    }
  for (const [id, at] of seenAt) expect(1_200 - at, id).toBeLessThanOrEqual(most);
});

test.each([8, 15, 29, 31, 45, 59, 60].flatMap((poll) => [1, 2, 3].map((seed) => ({ poll, seed }))))(
  'with a round every $poll s, every mailbox is looked at or searched within 90 s, whatever the sizes (seed $seed)',
  ({ poll, seed }) => {
    const random = createRandom(seed);
    const turns = createFlagComparisonTurns();
    const mailboxes = Array.from({ length: 8 }, (_, i) =>
      quiet(`${i}`, random.pick([1, 50, 900, 4_999, 5_000, 5_001, 60_000, 400_000]), 1, random.chance(0.2) ? 2 : 1),
    );
    const seenAt = new Map(mailboxes.map(({ id }) => [id, 0]));
    for (let now = poll; now <= 1_800; now += poll) {
      const taken = [...turns.take(mailboxes, now * 1_000), ...turns.takeSearched(mailboxes, now * 1_000)];
      for (const id of taken) {
        expect(now - seenAt.get(id)!, `${id} at ${now} s`).toBeLessThanOrEqual(90);
        seenAt.set(id, now);
      }
    }
    for (const [id, at] of seenAt) expect(1_800 - at, id).toBeLessThanOrEqual(90);
  },
);

test('what was looked at as a whole is not searched at once', () => {
  const turns = createFlagComparisonTurns();
  const large = [quiet('large', 50_000, 3, 2)];
  expect([...turns.take(large, 0)]).toEqual(['large']);
  expect([...turns.takeSearched(large, 0)]).toEqual([]);
  expect([...turns.takeSearched(large, 30_000)]).toEqual(['large']);
});

test('what was looked at for another reason waits', () => {
  const turns = createFlagComparisonTurns();
  turns.note('a', 0);
  expect([...turns.take([quiet('a', 10)], 10_000)]).toEqual([]);
});
