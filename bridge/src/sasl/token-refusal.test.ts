import { Secret } from '@kurrier/shared/secret';
import { expect, test } from 'vitest';
import { classify } from '../classify/classify.ts';
import { chooseExchanges } from './choose-exchanges.ts';

const credentials = { username: 'ann@mail.test', accessToken: new Secret('ya29') };
const exchangeOf = (mechanism: string) => chooseExchanges(new Set([mechanism]), credentials, { encrypted: true })[0]!();

test.for([
  ['XOAUTH2', '{"status":"400","schemes":"Bearer","scope":"https://mail.google.com/"}', '400', ''],
  ['XOAUTH2', '{"status":"401","schemes":"bearer","scope":"mail"}', '401', ''],
  ['XOAUTH2', '{"status":403}', '403', ''],
  ['OAUTHBEARER', '{"status":"invalid_token","openid-configuration":"https://login.test"}', 'invalid_token', '\u0001'],
  ['OAUTHBEARER', '{"status":"insufficient_scope","scope":"mail"}', 'insufficient_scope', '\u0001'],
  ['OAUTHBEARER', 'not json', undefined, '\u0001'],
  ['OAUTHBEARER', '', undefined, '\u0001'],
  ['XOAUTH2', '[]', undefined, ''],
  ['XOAUTH2', `{"status":"${'x'.repeat(5000)}"}`, undefined, ''],
] as const)('%s: the challenge %s is read and answered as the mechanism wants', async ([mechanism, challenge, status, answer]) => {
  const exchange = exchangeOf(mechanism);
  expect((await exchange.respond(Buffer.from(challenge))).toString()).toBe(answer);
  expect(exchange.tokenRefusal?.()).toBe(status);
});

const refused = (leg: 'smtp' | 'imap', text: string, tokenRefusal?: string) =>
  classify({
    leg,
    stage: 'sign-in',
    reply: { text },
    error: { command: leg === 'smtp' ? 'AUTH XOAUTH2' : 'AUTHENTICATE XOAUTH2', tokenRefusal },
  }).kind;

test.for([
  ['imap', 'k2 NO AUTHENTICATE failed.', undefined, 'auth.oauth_token_invalid'],
  ['imap', 'k2 NO [AUTHENTICATIONFAILED] Authentication failed.', '401', 'auth.oauth_token_invalid'],
  ['imap', 'k2 NO [AUTHENTICATIONFAILED] Authentication failed.', 'insufficient_scope', 'oauth.scope_missing'],
  ['imap', 'k2 NO [AUTHENTICATIONFAILED] Authentication failed.', '403', 'oauth.scope_missing'],
  ['smtp', '535 5.7.3 Authentication unsuccessful', undefined, 'auth.oauth_token_invalid'],
  ['smtp', '535 5.7.8 Error: authentication failed: (reason unavailable)', 'invalid_token', 'auth.oauth_token_invalid'],
  [
    'smtp',
    '535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant. Visit https://aka.ms/smtp_auth_disabled',
    undefined,
    'auth.smtp_auth_disabled',
  ],
  [
    'smtp',
    '535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox.',
    '400',
    'auth.smtp_auth_disabled',
  ],
] as const)('%s “%s” after a challenge %s is %s', ([leg, text, status, kind]) => {
  expect(refused(leg, text, status)).toBe(kind);
});
