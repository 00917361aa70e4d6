import type { Account } from '@kurrier/shared/account/account';
import type { BridgeProblem } from '@kurrier/shared/bridge/bridge-problem';
import { expect, test } from 'vitest';
import { readProgress, type WelcomeStep } from './next-step.ts';

test.each<[BridgeProblem, WelcomeStep]>([
  ['not-running', 'program'],
  ['no-permission', 'program'],
  ['other-program', 'program'],
  ['not-paired', 'connect'],
  ['not-trustworthy', 'connect'],
  ['bridge-too-old', 'connect'],
])('a bridge that is %s makes %s the next step', (problem, next) => {
  expect(readProgress({ phase: 'unreachable', problem }).next).toBe(next);
});

test('a bridge without accounts wants a mailbox, and one with some wants nothing more', () => {
  expect(readProgress({ phase: 'loading' }).next).toBeNull();
  expect(readProgress({ phase: 'listed', accounts: [], problem: null }).next).toBe('mailbox');
  const account = { smtp: { status: { state: 'failed' } } } as unknown as Account;
  expect(readProgress({ phase: 'listed', accounts: [account], problem: null })).toMatchObject({ next: null, isVerified: false });
});
