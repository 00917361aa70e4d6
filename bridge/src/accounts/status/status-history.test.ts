import { expect, test } from 'vitest';
import type { SettledStatus } from '../account-record.ts';
import { withHistory } from './status-history.ts';

const verified = (at: number): SettledStatus => ({ state: 'verified', at, steps: [], security: 'implicit-tls', warnings: [] });
const failed = (at: number, more: object = {}): SettledStatus => ({
  state: 'failed',
  at,
  steps: [],
  proposals: [],
  failure: { kind: 'net.refused', stage: 'connect', confidence: 'certain' },
  ...more,
});

test.each<[string, SettledStatus, SettledStatus, object]>([
  ['the first failure after a success', verified(1), failed(5), { verifiedAt: 1, failingSince: 5 }],
  ['a further failure', failed(5, { verifiedAt: 1, failingSince: 5 }), failed(9), { at: 9, verifiedAt: 1, failingSince: 5 }],
  [
    'the same verdict with whose turn it is',
    failed(5, { verifiedAt: 1, failingSince: 5 }),
    failed(5, { turn: {} }),
    { verifiedAt: 1, failingSince: 5 },
  ],
  ['one that was stored before this was remembered', failed(5, { verifiedAt: 1 }), failed(9), { verifiedAt: 1, failingSince: 5 }],
])('%s remembers when it last worked, and since when it does not', (_, former, next, history) => {
  expect(withHistory(former, next)).toMatchObject(history);
});

test.each<[string, SettledStatus]>([
  ['was not tested', { state: 'not-tested' }],
  ['never worked', failed(1)],
])('a leg that %s has no such past', (_, former) => {
  expect(withHistory(former, failed(5))).toEqual(failed(5));
});

test('a success forgets the failures before it', () => {
  expect(withHistory(failed(5, { verifiedAt: 1, failingSince: 5 }), verified(9))).toEqual(verified(9));
});
