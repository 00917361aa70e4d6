import type { Failure } from '@kurrier/shared/failure/failure';
import { expect, test } from 'vitest';
import { countTogether, isPoisonCandidate, countPoisonCandidates, suspect, type PoisonCandidates } from './poison-messages.ts';
import { expandRanges, rangesOf } from '../imap/grammar/uid-set.ts';

const failure: Failure = { kind: 'net.reset', stage: 'mailbox', leg: 'imap', confidence: 'likely' };
const doubt = (uids: number[], kills: number, killsAlone = 0): PoisonCandidates => ({ uids: rangesOf(uids), kills, killsAlone, failure });

test.each<{ name: string; before: PoisonCandidates | null; missing: number[]; alone?: boolean; after: [number[], number, number] }>([
  { name: 'a first loss', before: null, missing: [4, 5, 6], after: [[4, 5, 6], 1, 0] },
  { name: 'another over some of the same', before: doubt([4, 5, 6], 1), missing: [5, 6], after: [[5, 6], 2, 0] },
  { name: 'one elsewhere starts anew', before: doubt([4, 5, 6], 7), missing: [1, 2], after: [[1, 2], 1, 0] },
  { name: 'a single one left of many was not asked for alone', before: doubt([5, 6], 3), missing: [6], after: [[6], 4, 0] },
  { name: 'a single one, alone', before: doubt([6], 4), missing: [6], alone: true, after: [[6], 5, 1] },
  { name: 'the same, alone again', before: doubt([6], 5, 1), missing: [6], alone: true, after: [[6], 6, 2] },
  { name: 'one of two, alone', before: doubt([5, 6], 5, 0), missing: [6], alone: true, after: [[6], 6, 1] },
  { name: 'another one, alone, starts anew', before: doubt([6], 5, 2), missing: [7], alone: true, after: [[7], 1, 1] },
])('$name', ({ before, missing, alone = false, after: [uids, kills, killsAlone] }) => {
  const after = suspect(before, { missing: rangesOf(missing), alone, failure });
  expect([expandRanges(after.uids), after.kills, after.killsAlone]).toEqual([uids, kills, killsAlone]);
});

test.each<{ name: string; next: number[]; suspicion: PoisonCandidates | null; together: number }>([
  { name: 'nothing suspicious', next: [9, 8, 7], suspicion: null, together: 3 },
  { name: 'a first loss: all once more', next: [9, 8, 7], suspicion: doubt([8, 7], 1), together: 3 },
  { name: 'what comes before goes first', next: [9, 8, 7], suspicion: doubt([8, 7], 2), together: 1 },
  { name: 'half of the suspicious ones', next: [8, 7, 6, 5, 4], suspicion: doubt([8, 7, 6, 5], 2), together: 2 },
  { name: 'with what lies between', next: [8, 7, 6, 5, 4], suspicion: doubt([8, 6, 5, 4], 2), together: 3 },
  { name: 'of two the first', next: [5, 6, 7], suspicion: doubt([5, 6], 2), together: 1 },
  { name: 'a single one alone', next: [5, 6, 7], suspicion: doubt([5], 9), together: 1 },
  { name: 'the suspicious ones lie behind', next: [5, 6], suspicion: doubt([900], 9), together: 2 },
])('together: $name', ({ next, suspicion, together }) => {
  expect(countTogether(next, suspicion)).toBe(together);
});

test.each([
  [null, [1], false, Infinity],
  [doubt([1, 2], 1), [2, 3], true, 2],
  [doubt([1, 2], 1), [3], false, 2],
] as const)('suspected: %#', (suspicion, uids, isIt, size) => {
  expect(isPoisonCandidate(suspicion, uids)).toBe(isIt);
  expect(countPoisonCandidates(suspicion)).toBe(size);
});

test('whichever message it is, in whichever direction: a few connections find it, and nobody else is left over', () => {
  for (const descending of [false, true])
    for (let bad = 1; bad <= 200; bad += 7) {
      let left = Array.from({ length: 200 }, (_, i) => (descending ? 200 - i : i + 1));
      let suspicion: PoisonCandidates | null = null;
      let connections = 1;
      while (left.length > 0) {
        const asked: number[] = left.slice(0, countTogether(left, suspicion));
        if (!asked.includes(bad)) left = left.slice(asked.length);
        else {
          connections++;
          suspicion = suspect(suspicion, { missing: rangesOf(asked), alone: asked.length === 1, failure });
          if (suspicion.killsAlone === 3) left = left.slice(1);
        }
      }
      expect(connections).toBeLessThanOrEqual(13);
      expect(expandRanges(suspicion!.uids)).toEqual([bad]);
    }
});
