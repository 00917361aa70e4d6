import type { Leg } from '@kurrier/shared/account/connection';
import type { FailureKind, Stage } from '@kurrier/shared/failure/failure';
import { expect, test } from 'vitest';
import { classify } from '../../bridge/src/classify/classify.ts';
import { identifyServer, type ServerClues } from '../../bridge/src/classify/server/identify-server.ts';

/** The same reply from two servers that mean different things by it; what tells them apart, and what each means. */
interface Twin {
  at: readonly [Leg, Stage, port?: number];
  reply: string;
  of: Omit<ServerClues, 'leg' | 'reply'>;
  means: FailureKind;
  elsewhere: Omit<ServerClues, 'leg' | 'reply'>;
  meansThere: readonly FailureKind[];
}

const gmail = { host: 'smtp.gmail.com' };
const workspace = { host: 'mail.own.example', greeting: '220 mx.google.com ESMTP 5b1f17b1804b1-4a - gsmtp' };
const office = { host: 'smtp.office365.com' };
const own = { host: 'mail.own.example' };
const postfix = { ...own, greeting: '220 mail.own.example ESMTP Postfix (Debian/GNU)' };
const exim = { ...own, greeting: '220 host7.example ESMTP Exim 4.97.1 Mon, 30 Nov 2026' };
const exchange = { ...own, greeting: '* OK The Microsoft Exchange IMAP4 service is ready.' };
const dovecot = { ...own, greeting: '* OK [CAPABILITY IMAP4rev1] Dovecot (Ubuntu) ready.' };
const hmail = { ...own, greeting: '220 mail.own.example hMailServer 5.6.8 ESMTP' };

const twins: readonly Twin[] = [
  { at: ['smtp', 'sign-in'], reply: '534 5.7.9 See our pages', of: gmail, means: 'auth.app_password_required', elsewhere: postfix, meansThere: ['unknown', 'auth.unsupported_mechanism'] },
  { at: ['smtp', 'sign-in'], reply: '534 5.7.9 Mechanism too weak', of: workspace, means: 'auth.app_password_required', elsewhere: own, meansThere: ['auth.unsupported_mechanism'] },
  { at: ['smtp', 'sign-in'], reply: '534 5.7.14 Ver ayuda', of: gmail, means: 'auth.web_login_required', elsewhere: exim, meansThere: ['unknown'] },
  { at: ['smtp', 'content'], reply: '550 5.4.5 Ver ayuda', of: gmail, means: 'server.rate_limited', elsewhere: postfix, meansThere: ['message.rejected'] },
  { at: ['imap', 'mailbox'], reply: 'k4 NO [OVERQUOTA] Account exceeded', of: { host: 'imap.gmail.com' }, means: 'server.rate_limited', elsewhere: dovecot, meansThere: ['quota.exceeded'] },
  { at: ['imap', 'mailbox'], reply: 'k4 NO [OVERQUOTA] Refused', of: { ...own, greeting: '* OK Gimap ready for requests' }, means: 'server.rate_limited', elsewhere: own, meansThere: ['quota.exceeded'] },
  { at: ['smtp', 'content'], reply: '550 5.1.8 Access denied', of: office, means: 'auth.account_locked', elsewhere: { ...own, greeting: '220 own ESMTP Sendmail 8.17.1/8.17.1' }, meansThere: ['message.rejected', 'sender.rejected'] },
  { at: ['smtp', 'recipient'], reply: '550 5.1.90 Refused', of: office, means: 'server.rate_limited', elsewhere: postfix, meansThere: ['recipient.rejected'] },
  { at: ['smtp', 'content'], reply: '550 5.7.705 Access denied', of: office, means: 'auth.account_locked', elsewhere: exim, meansThere: ['message.rejected'] },
  { at: ['smtp', 'recipient'], reply: '550 5.7.708 Access denied', of: { ...own, certificateNames: ['*.outlook.com', 'outlook.com'] }, means: 'server.blocked_ip', elsewhere: postfix, meansThere: ['recipient.rejected', 'recipient.relay_denied', 'message.rejected'] },
  { at: ['smtp', 'content'], reply: '554 5.2.252 Refused', of: office, means: 'sender.not_authorized', elsewhere: own, meansThere: ['message.rejected', 'quota.exceeded', 'unknown'] },
  { at: ['imap', 'sign-in'], reply: 'k2 NO LOGIN failed.', of: { ...exchange, certificateNames: ['outlook.office365.com'] }, means: 'auth.oauth_required', elsewhere: exchange, meansThere: ['auth.invalid_credentials'] },
  { at: ['imap', 'sign-in'], reply: 'k2 NO AUTHENTICATE failed.', of: { ...own, mxHosts: ['own-example.mail.protection.outlook.com'] }, means: 'auth.oauth_required', elsewhere: { ...own, mxHosts: ['mx1.own.example'] }, meansThere: ['auth.invalid_credentials'] },
  { at: ['imap', 'sign-in', 143], reply: 'k2 BAD Command received in Invalid state.', of: exchange, means: 'auth.requires_tls', elsewhere: dovecot, meansThere: ['server.protocol_violation'] },
  { at: ['smtp', 'recipient', 587], reply: '554 5.7.1 <c[192.0.2.1]>: Client host rejected: Access denied', of: postfix, means: 'auth.required', elsewhere: exim, meansThere: ['server.blocked_ip'] },
  { at: ['smtp', 'recipient'], reply: '550 Delivery is not allowed to this address.', of: hmail, means: 'recipient.relay_denied', elsewhere: exim, meansThere: ['recipient.rejected'] },
];

const judge = ({ at: [leg, stage, port], reply }: Twin, clues: Twin['of']) =>
  classify({ leg, stage, port, host: clues.host, reply: { text: reply }, server: identifyServer({ leg, reply, ...clues }) });

test.for(twins)('$reply: $means, elsewhere $meansThere', (twin) => {
  expect(judge(twin, twin.of).kind).toBe(twin.means);
  expect(twin.meansThere).toContain(judge(twin, twin.elsewhere).kind);
});

test('a postfix that blocks somebody says so on port 25 in the words that ask for a sign-in on 587', () => {
  const [twin] = twins.filter(({ means }) => means === 'auth.required');
  expect(judge({ ...twin!, at: ['smtp', 'recipient', 25] }, postfix).kind).toBe('server.blocked_ip');
});

test.for([
  ['imap', 'imap.gmx.net', 'k2 NO authentication failed', 'auth.imap_disabled'],
  ['imap', 'imap.web.de', 'k2 NO [AUTHENTICATIONFAILED] Invalid credentials', 'auth.imap_disabled'],
  ['smtp', 'mail.gmx.net', '535 Authentication credentials invalid', 'auth.smtp_auth_disabled'],
  ['smtp', 'mail.gmx.com', '535 5.7.8 Login failed', 'auth.smtp_auth_disabled'],
] as const)('%s at %s: what a closed mailbox and a wrong password have in common is a guess with both', ([leg, host, text, second]) => {
  const twin = { kind: 'auth.invalid_credentials', confidence: 'guess', second };
  expect(classify({ leg, stage: 'sign-in', host, reply: { text } })).toMatchObject(twin);
  expect(classify({ leg, stage: 'sign-in', host: 'mail.own.example', reply: { text } })).not.toHaveProperty('second');
});
