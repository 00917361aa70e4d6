import { Secret } from '@kurrier/shared/secret';
import { expect, test } from 'vitest';
import { classify } from '../classify/classify.ts';
import { chooseExchanges } from './choose-exchanges.ts';
import { createIssuerQuestion } from './issuer-question.ts';

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

test.for([
  ['https://login.test/.well-known/openid-configuration', 'https://login.test'],
  ['https://login.test:8443/realms/mail/.well-known/openid-configuration', 'https://login.test:8443/realms/mail'],
  ['https://login.test/.well-known/oauth-authorization-server', 'https://login.test'],
  ['https://login.test/.well-known/oauth-authorization-server/realms/mail', 'https://login.test/realms/mail'],
  ['http://login.test/.well-known/openid-configuration', undefined],
  ['https://ann@login.test/.well-known/openid-configuration', undefined],
  ['https://login.test/.well-known/openid-configuration?a=1', undefined],
  ['https://login.test/elsewhere', undefined],
  ['login.test', undefined],
  ['', undefined],
] as const)('the metadata %s are of the issuer %s', async ([address, issuer]) => {
  const question = createIssuerQuestion({ host: 'mail.test', port: 993 });
  expect(question.initial?.toString()).toBe('n,,\u0001host=mail.test\u0001port=993\u0001auth=\u0001\u0001');
  const challenge = JSON.stringify({ status: 'invalid_token', scope: '', 'openid-configuration': address });
  expect((await question.respond(Buffer.from(challenge))).toString()).toBe('\u0001');
  expect(question.issuer()).toBe(issuer);
});

test.for([
  '',
  '[]',
  'no JSON',
  '{"status":"invalid_token"}',
  '{"status":"401","openid-configuration":7}',
  `{"status":"${'x'.repeat(9000)}"}`,
])('no issuer in %s', async (challenge) => {
  const question = createIssuerQuestion({ host: 'mail.test', port: 993 });
  expect((await question.respond(Buffer.from(challenge))).toString()).toBe('\u0001');
  expect(question.issuer()).toBeUndefined();
});
