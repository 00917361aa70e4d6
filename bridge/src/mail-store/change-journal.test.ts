import { expect, test } from 'vitest';
import { createRandom } from '../../../tests/sync/seeded-random.ts';
import { createChangeJournal } from './change-journal.ts';

test('what became of a message is told once, as it ended', () => {
  const journal = createChangeJournal(10);
  journal.note(11, { changed: [1, 2] });
  journal.note(13, { changed: [2], removed: [1] });
  journal.note(14, { changed: [3] });
  expect(journal.since(10)).toEqual({ changed: [2, 3], removed: [1] });
  expect(journal.since(13)).toEqual({ changed: [3], removed: [] });
  expect(journal.since(14)).toEqual({ changed: [], removed: [] });
  expect(journal.since(9)).toBeNull();
});

test('what was forgotten, or is more than is kept, is not known: never half of it', () => {
  const journal = createChangeJournal(0, 4);
  journal.note(1, { changed: [1, 2, 3] });
  journal.note(2, { removed: [1, 2] });
  expect(journal.since(0)).toBeNull();
  expect(journal.since(1)).toEqual({ changed: [], removed: [1, 2] });
  journal.note(3, { changed: [1, 2, 3, 4, 5] });
  expect([0, 1, 2].map((revision) => journal.since(revision))).toEqual([null, null, null]);
  expect(journal.since(3)).toEqual({ changed: [], removed: [] });
  journal.forgetUntil(7);
  expect([journal.since(6), journal.since(7)]).toEqual([null, { changed: [], removed: [] }]);
});

test('a reader that applies what it is told has what there is, or is told that it does not know', () => {
  const seed = Number(process.env['KURRIER_SEED'] ?? 12);
  const random = createRandom(seed);
  const journal = createChangeJournal(0, 30);
  const truth = new Map<number, number>();
  const history = [new Map(truth)];
  let unknown = 0;
  for (let revision = 1; revision < 400; revision++) {
    const uids = Array.from({ length: random.int(0, 6) }, () => random.int(1, 40));
    const removed = uids.filter((uid) => truth.has(uid) && random.chance(0.5));
    const changed = uids.filter((uid) => !removed.includes(uid));
    for (const uid of removed) truth.delete(uid);
    for (const uid of changed) truth.set(uid, revision);
    journal.note(revision, { changed, removed });
    history.push(new Map(truth));
    const from = random.int(Math.max(0, revision - 15), revision);
    const told = journal.since(from);
    if (!told) unknown++;
    const known = new Map(history[from]);
    for (const uid of told?.removed ?? []) known.delete(uid);
    for (const uid of told?.changed ?? []) known.set(uid, truth.get(uid)!);
    if (told) expect(known, `seed ${seed}, ${from} to ${revision}`).toEqual(truth);
  }
  expect(unknown).toBeLessThan(300);
});
