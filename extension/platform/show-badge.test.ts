import { expect, test } from 'vitest';
import type { Account, LegStatus } from '@kurrier/shared/account/account';
import type { Failure } from '@kurrier/shared/failure/failure';
import { badgeOf } from './show-badge.ts';

const failure: Failure = { kind: 'net.refused', stage: 'connect', confidence: 'certain' };
const statuses: Record<string, LegStatus> = {
  verified: { state: 'verified', at: 1, steps: [], security: 'starttls', warnings: [] },
  failed: { state: 'failed', at: 1, steps: [], failure, proposals: [] },
  checking: { state: 'checking', since: 1, steps: [] },
  'not-tested': { state: 'not-tested' },
};
const settings = { host: 'h.example', port: 993, username: 'ada', secure: true, allowUnencrypted: false };
const account = (state: string): Account => ({
  id: state,
  label: '',
  address: 'ada@example.org',
  createdAt: 1,
  imap: { settings, status: statuses[state]!, refusals: 0 },
});

test.each<[string[], string, string]>([
  [[], '', 'Kurrier: no accounts yet'],
  [['verified'], '✓', 'Kurrier: the account is verified'],
  [['verified', 'verified'], '✓', 'Kurrier: all 2 accounts are verified'],
  [['verified', 'failed', 'checking'], '1', 'Kurrier: 1 of 3 accounts failed'],
  [['failed', 'failed'], '2', 'Kurrier: 2 of 2 accounts failed'],
  [['verified', 'checking'], '…', 'Kurrier: checking 1 account'],
  [['verified', 'not-tested'], '·', 'Kurrier: 1 account is not tested'],
])('accounts %o: "%s", %s', (states, text, title) => {
  expect(badgeOf(states.map(account))).toMatchObject({ text, title });
});

test('a bridge that cannot be used is told apart from failed accounts', () => {
  expect(badgeOf('not-running')).toMatchObject({ text: '–', title: 'Kurrier: the bridge is not running' });
  expect(badgeOf('not-paired')).toMatchObject({ text: '?', title: 'Kurrier: not paired yet' });
});
