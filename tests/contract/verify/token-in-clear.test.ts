import { Secret } from '@kurrier/shared/secret';
import type { Leg } from '@kurrier/shared/account/connection';
import { beforeAll, expect, test } from 'vitest';
import { createOpenImapSession } from '../../../bridge/src/imap/open-imap-session.ts';
import { createProtocolDeps } from '../../../bridge/src/net/connection-deps.ts';
import { createOpenSmtpSession } from '../../../bridge/src/smtp/open-smtp-session.ts';
import { createCa, type TestCa } from '../../servers/create-ca.ts';
import { findPassword } from '../../servers/find-password.ts';
import { ownAddress } from '../../servers/own-address.ts';
import { acceptSender, ehlo, type Step } from '../../servers/script.ts';
import { startScriptedServer } from '../../servers/start-scripted-server.ts';
import { checkLeg, summarize } from './check-leg.ts';

const accessToken = 'ya29.a0-token.that+opens/the-mailbox';
/** These servers greet, however slow this machine is: nobody is to try TLS on them. */
const budgets = { silenceMs: 3_000 };
const port = { imap: 143, smtp: 587 };

let ca: TestCa;
beforeAll(async () => void (ca = await createCa()));

/** Whatever is said after the capabilities is an error of the test. */
const offering = (leg: Leg, capabilities: string): Step[] =>
  leg === 'smtp'
    ? [{ server: '220 hi' }, ...ehlo('PIPELINING', ...capabilities.split(','))]
    : [{ server: `* OK [CAPABILITY IMAP4rev1 ${capabilities}] hi` }];

const isSent = (lines: string[]): boolean =>
  findPassword(Buffer.from(lines.join('\n')), accessToken, 'ann@mail.test') !== null || lines.some((line) => /AUTH/.test(line));

const offers: [leg: Leg, capabilities: string][] = [
  ['imap', 'SASL-IR AUTH=XOAUTH2'],
  ['imap', 'SASL-IR AUTH=OAUTHBEARER AUTH=XOAUTH2 AUTH=PLAIN'],
  ['imap', 'AUTH=XOAUTH2'],
  ['imap', 'SASL-IR'],
  ['smtp', 'AUTH XOAUTH2'],
  ['smtp', 'AUTH OAUTHBEARER PLAIN LOGIN XOAUTH2'],
  ['smtp', 'AUTH PLAIN'],
  ['smtp', '8BITMIME'],
];

test.each(offers.flatMap(([leg, capabilities]) => ['127.0.0.1', ownAddress()].map((host) => ({ leg, capabilities, host }))))(
  'a token is not sent without TLS, though unencrypted passwords are allowed: $leg, $capabilities, at $host',
  async ({ leg, capabilities, host }) => {
    await using server = await startScriptedServer(offering(leg, capabilities), { host, lenient: true });
    const settings = { secure: false, allowUnencrypted: true };
    const checked = await checkLeg({ leg, port: port[leg], server, accessToken, settings, budgets });
    expect(summarize(checked)).toBe('auth.requires_tls · sign-in');
    expect(isSent(server.clientLines())).toBe(false);
  },
);

test.each(['imap', 'smtp'] as const)('nor by a session that is opened later: %s', async (leg) => {
  await using server = await startScriptedServer(offering(leg, leg === 'imap' ? 'SASL-IR AUTH=XOAUTH2' : 'AUTH XOAUTH2'), {
    lenient: true,
  });
  const deps = createProtocolDeps({ connectTo: () => server, budgets });
  const open = leg === 'imap' ? createOpenImapSession(deps) : createOpenSmtpSession(deps);
  const settings = { host: 'mail.test', port: port[leg], username: 'ann@mail.test', secure: false, allowUnencrypted: true };
  const opened = await open({ settings, accessToken: new Secret(accessToken) }, { signal: new AbortController().signal });
  expect(opened).toMatchObject({ ok: false, failure: { kind: 'auth.requires_tls', code: 'TOKEN_NEEDS_TLS', stage: 'sign-in' } });
  expect(isSent(server.clientLines())).toBe(false);
});

test('where the same server offers STARTTLS it is sent, under TLS', async () => {
  await using server = await startScriptedServer(
    [
      { server: '220 hi' },
      ...ehlo('STARTTLS', 'AUTH XOAUTH2'),
      { client: 'STARTTLS' },
      { server: '220 go' },
      { startTls: true },
      ...ehlo('PIPELINING', 'AUTH XOAUTH2'),
      { client: /^AUTH XOAUTH2 / },
      { server: '235 ok' },
      ...acceptSender,
    ],
    { certificate: await ca.issue(), lenient: true },
  );
  const settings = { secure: false, allowUnencrypted: true };
  const checked = await checkLeg({ leg: 'smtp', port: 587, server, accessToken, settings, budgets, ca });
  expect(summarize(checked)).toMatch(/^verified · starttls/);
});
