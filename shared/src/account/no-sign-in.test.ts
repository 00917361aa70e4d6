import { describe, expect, test } from 'vitest';
import { AccountChange, AccountDraft } from './account-draft.ts';
import { ImapSettings, SmtpSettings } from './server-settings.ts';

const server = { host: 'relay.test', port: 25, secure: false, allowUnencrypted: true };
const of = (leg: object) => ({ address: 'ann@mail.test', smtp: { ...server, ...leg } });

describe('both SMTP credentials empty: no sign-in', () => {
  test.each([
    ['nothing given', { username: '' }, true],
    ['an empty password', { username: '', password: '' }, true],
    ['a password without a user', { username: '', password: 'pw' }, false],
  ])('%s', (_name, leg, isGood) => {
    expect(AccountChange.safeParse(of(leg)).success).toBe(isGood);
    expect(AccountDraft.safeParse(of(leg)).success).toBe(isGood);
  });

  test.each([
    ['a user without a password', { username: 'ann' }],
    ['a user with an empty password', { username: 'ann', password: '' }],
    ['a token without a user', { username: '', accessToken: 'abc' }],
  ])('a draft with %s is none', (_name, leg) => expect(AccountDraft.safeParse(of(leg)).success).toBe(false));

  test('an empty password is none, and never a stored one', () => {
    expect(AccountChange.parse(of({ username: '', password: '' })).smtp).not.toHaveProperty('password', expect.anything());
    expect(SmtpSettings.safeParse({ ...server, username: '' }).success).toBe(true);
    expect(ImapSettings.safeParse({ ...server, username: '' }).success).toBe(false);
  });
});
