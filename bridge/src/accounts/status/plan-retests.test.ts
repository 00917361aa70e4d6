import type { Account, LegStatus } from '@kurrier/shared/account/account';
import type { FailureKind, Stage } from '@kurrier/shared/failure/failure';
import { expect, test } from 'vitest';
import { planRetests } from './plan-retests.ts';

const minute = 60_000;
const now = 1_000 * minute;
const settings = { host: 'mail.test', port: 465, username: 'ann', secure: true, allowUnencrypted: false, pool: false };
const verified = (minutesAgo: number): LegStatus => ({
  state: 'verified',
  at: now - minutesAgo * minute,
  security: 'implicit-tls',
  warnings: [],
  steps: [],
});
const failed = (kind: FailureKind, stage: Stage, minutesAgo: number): LegStatus => ({
  state: 'failed',
  at: now - minutesAgo * minute,
  failure: { kind, stage, confidence: 'certain' },
  proposals: [],
  steps: [],
});
const account = (smtp: LegStatus, imap?: LegStatus): Account => ({
  id: 'a',
  label: 'Ann',
  address: 'ann@mail.test',
  createdAt: 0,
  smtp: { settings, status: smtp, refusals: 0 },
  ...(imap && { imap: { settings, status: imap, refusals: 0 } }),
});

test.each<[string, Account, string[] | null]>([
  ['verified just now', account(verified(5)), null],
  ['verified long ago', account(verified(361)), ['smtp']],
  ['one leg of two is stale', account(verified(5), verified(400)), ['imap']],
  ['the network was down a while ago', account(failed('net.unreachable', 'connect', 16)), ['smtp']],
  ['the network was down just now', account(failed('net.unreachable', 'connect', 14)), null],
  ['a port was refused that worked before', account({ ...failed('net.refused', 'connect', 16), verifiedAt: 1 } as LegStatus), ['smtp']],
  ['a port was refused that never worked', account(failed('net.refused', 'connect', 10_000)), null],
  [
    'a password was refused that worked before',
    account({ ...failed('auth.invalid_credentials', 'sign-in', 16), verifiedAt: 1 } as LegStatus),
    null,
  ],
  ['the password was refused', account(failed('auth.invalid_credentials', 'sign-in', 10_000)), null],
  ['too many tries', account(failed('auth.too_many_attempts', 'sign-in', 10_000)), null],
  ['silence after the password was sent', account(failed('net.timeout', 'sign-in', 10_000)), null],
  ['a wrong port does not mend itself', account(failed('net.refused', 'connect', 10_000)), null],
  ['never tried', account({ state: 'not-tested' }), null],
  ['the other leg is being checked', account(verified(400), { state: 'checking', since: now, steps: [] }), null],
  [
    'a refused leg does not keep the other from being looked after',
    account(failed('auth.invalid_credentials', 'sign-in', 400), verified(400)),
    ['imap'],
  ],
])('%s', (_, given, expected) => {
  expect(planRetests([given], now)).toEqual(expected ? [{ accountId: 'a', legs: expected }] : []);
});
