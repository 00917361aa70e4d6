import type { Account } from '@kurrier/shared/account/account';
import type { BridgeProblem } from '@kurrier/shared/bridge/bridge-problem';
import { expect, test } from 'vitest';
import type { PairState } from '../settings/pair-model.ts';
import { readProgress, type WelcomeStep } from './next-step.ts';

const unpaired = { phase: 'unreachable', problem: 'not-paired' } as const;

test.each<[BridgeProblem, WelcomeStep]>([
  ['not-running', 'program'],
  ['no-permission', 'program'],
  ['other-program', 'program'],
  ['not-trustworthy', 'connect'],
  ['bridge-too-old', 'connect'],
])('a paired bridge that is %s makes %s the next step', (problem, next) => {
  expect(readProgress({ phase: 'unreachable', problem }, null)).toMatchObject({ next, problem });
});

test.each<[string, PairState | null, WelcomeStep | null, BridgeProblem | null]>([
  ['before anybody looked', null, null, null],
  ['while it is looked for', { phase: 'looking' }, null, null],
  ['where nothing runs', { phase: 'unreachable', problem: 'not-running' }, 'program', 'not-running'],
  ['where the browser does not let it look', { phase: 'unreachable', problem: 'no-permission' }, 'program', 'no-permission'],
  ['where a bridge answers', { phase: 'ready', bridges: [{ bridgeId: 'a', port: 1 }], refusal: null }, 'connect', null],
  ['while it pairs', { phase: 'pairing', bridges: [] }, 'connect', null],
])('a browser without a pairing, %s', (_, pair, next, problem) => {
  const progress = readProgress(unpaired, pair);
  expect(progress).toMatchObject({ next, problem });
  expect([...progress.done]).toEqual(next === 'connect' ? ['program'] : []);
});

test('a bridge without accounts wants a mailbox, and one with some wants nothing more', () => {
  expect(readProgress({ phase: 'loading' }, null).next).toBeNull();
  expect(readProgress({ phase: 'listed', accounts: [], problem: null }, null).next).toBe('mailbox');
  const account = { smtp: { status: { state: 'failed' } } } as unknown as Account;
  expect(readProgress({ phase: 'listed', accounts: [account], problem: null }, null)).toMatchObject({ next: null, isVerified: false });
});

test('a mailbox that worked when the bridge last answered is not said to work', () => {
  const account = { smtp: { status: { state: 'verified' } } } as unknown as Account;
  const accounts = [account];
  expect(readProgress({ phase: 'listed', accounts, problem: null }, null).isVerified).toBe(true);
  for (const problem of ['not-running', 'locked'] as const)
    expect(readProgress({ phase: 'listed', accounts, problem }, null)).toMatchObject({ isVerified: false, problem });
});
