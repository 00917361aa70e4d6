import { expect, test } from 'vitest';
import type { Account, LegStatus } from '@kurrier/shared/account/account';
import type { Failure } from '@kurrier/shared/failure/failure';
import { AccountChange } from '@kurrier/shared/account/account-draft';
import { isUsernameIdea, withPassword } from './password-change.ts';
import { refusedLegs } from './refused-password.ts';

const verified: LegStatus = { state: 'verified', at: 1, steps: [], security: 'implicit-tls', warnings: [] };
const refused = (kind: Failure['kind'] = 'auth.invalid_credentials'): LegStatus => ({
  state: 'failed',
  at: 1,
  steps: [],
  proposals: [],
  failure: { kind, stage: 'sign-in', confidence: 'certain' },
});
const settings = (username: string) => ({ host: 'mail.example', port: 993, username, secure: true, allowUnencrypted: false });
const account = (smtp: [string, LegStatus] | null, imap: [string, LegStatus] | null, extra: object = {}): Account => ({
  id: 'a',
  label: 'Bob',
  address: 'bob@example',
  createdAt: 1,
  ...(smtp && { smtp: { settings: { ...settings(smtp[0]), pool: true }, status: smtp[1], refusals: 1, ...extra } }),
  ...(imap && { imap: { settings: settings(imap[0]), status: imap[1], refusals: 1, ...extra } }),
});
const legsAsked = (of: Account) => [refusedLegs(of, 'smtp'), refusedLegs(of, 'imap')];
const both = ['smtp', 'imap'];

test.each<[string, Account, string[][]]>([
  ['both were refused and share their user', account(['bob', refused()], ['bob', refused()]), [both, both]],
  ['both were refused, each with a user of its own', account(['bob', refused()], ['bob2', refused()]), [['smtp'], ['imap']]],
  ['one was refused', account(['bob', verified], ['bob', refused()]), [[], ['imap']]],
  ['an app password is wanted', account(['bob', refused('auth.app_password_required')], null), [['smtp'], []]],
  ['no password helps', account(['bob', refused('auth.oauth_required')], ['bob', refused('auth.account_locked')]), [[], []]],
  ['the server was not reached', account(['bob', refused('net.refused')], ['bob', verified]), [[], []]],
  ['it signs in with a token', account(['bob', refused()], ['bob', refused()], { credential: 'token' }), [[], []]],
])('one password is asked for where %s', (_, of, legs) => {
  expect(legsAsked(of)).toEqual(legs);
});

test('the account is saved as it is, with the password and the other name for the legs that share it, and for no other', () => {
  const of = account(['bob', refused()], ['bob', refused()]);
  const change = withPassword(of, ['smtp', 'imap'], { password: ' right ', username: 'bob@example' });
  expect(change).toEqual({
    label: 'Bob',
    address: 'bob@example',
    smtp: { ...settings('bob@example'), pool: true, password: ' right ' },
    imap: { ...settings('bob@example'), password: ' right ' },
  });
  expect(AccountChange.safeParse(change).success).toBe(true);
  const one = withPassword(of, ['imap'], { password: 'right' });
  expect([one.smtp?.password, one.imap?.password, one.imap?.username]).toEqual([undefined, 'right', 'bob']);
});

test('another user name is an idea, another server is not', () => {
  const idea = { id: 'p', changes: { username: 'bob' }, security: 'implicit-tls', needsPassword: true } as const;
  expect(isUsernameIdea(idea, settings('bob@example'))).toBe(true);
  expect(isUsernameIdea(idea, settings('bob'))).toBe(false);
  expect(isUsernameIdea({ ...idea, changes: { username: 'bob', host: 'other.example' } }, settings('bob@example'))).toBe(false);
});
