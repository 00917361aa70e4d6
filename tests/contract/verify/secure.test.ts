import type { ServerSettings } from '@kurrier/shared/account/server-settings';
import type { Leg } from '@kurrier/shared/account/connection';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultBudgets } from '../../../bridge/src/net/time-limits.ts';
import { createCa, type ServerCertificate, type TestCa } from '../../servers/create-ca.ts';
import { expectNoPassword, findPassword } from '../../servers/find-password.ts';
import { ownAddress } from '../../servers/own-address.ts';
import { acceptSender, ehlo, type Step } from '../../servers/script.ts';
import { startDovecot, type Dovecot } from '../../servers/start-dovecot.ts';
import { startPostfix, type Postfix } from '../../servers/start-postfix.ts';
import { startScriptedServer } from '../../servers/start-scripted-server.ts';
import { startTap } from '../../servers/start-tap.ts';
import { checkLeg, summarize } from './check-leg.ts';

/** An address that no exemption is made for. */
const elsewhere = ownAddress();
const password = 'correct horse 7';
const username = 'ann@mail.test';
/** These servers greet, however slow this machine is: nobody is to try TLS on them. */
const settled = { silenceMs: 3000 };

let ca: TestCa;
let certificate: ServerCertificate;
beforeAll(async () => {
  ca = await createCa();
  certificate = await ca.issue();
});

const smtpPlain: Step[] = [
  { server: '220 hi' },
  ...ehlo('PIPELINING', 'AUTH PLAIN'),
  { client: /^AUTH PLAIN/ },
  { server: '235 ok' },
  ...acceptSender,
];
const smtpStartTls = (answer: Step[]): Step[] => [
  { server: '220 hi' },
  ...ehlo('STARTTLS', 'AUTH PLAIN'),
  { client: 'STARTTLS' },
  ...answer,
];
const smtpAfterTls: Step[] = [
  { startTls: true },
  ...ehlo('PIPELINING', 'AUTH PLAIN'),
  { client: /^AUTH PLAIN/ },
  { server: '235 ok' },
  ...acceptSender,
];
const imapPlain: Step[] = [
  { server: '* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] hi' },
  { client: /AUTHENTICATE PLAIN/ },
  { server: '{tag} OK' },
  { client: /EXAMINE/ },
  { server: '{tag} OK' },
];
const imapStartTls = (answer: Step[]): Step[] => [
  { server: '* OK [CAPABILITY IMAP4rev1 STARTTLS SASL-IR AUTH=PLAIN] hi' },
  { client: /STARTTLS/ },
  ...answer,
];

const check = async (
  leg: Leg,
  script: readonly Step[],
  settings: Partial<ServerSettings>,
  overrides: { from?: string; certificate?: ServerCertificate } = {},
) => {
  const host = overrides.from ?? elsewhere;
  await using server = await startScriptedServer(script, { host, certificate: overrides.certificate ?? certificate });
  await using tap = await startTap(server, { listenHost: host });
  const checked = await checkLeg({ leg, port: leg === 'smtp' ? 587 : 143, server: tap, ca, password, settings, budgets: settled });
  return { outcome: summarize(checked), toServer: tap.toServer() };
};

describe.each<[string, Leg, Step[], Partial<ServerSettings>, string]>([
  ['STARTTLS stripped', 'smtp', smtpPlain, { secure: true }, 'tls.starttls_unavailable · tls'],
  ['STARTTLS stripped', 'imap', imapPlain, { secure: true }, 'tls.starttls_unavailable · tls'],
  [
    'STARTTLS stripped, though unencrypted was allowed for FALSE',
    'smtp',
    smtpPlain,
    { secure: true, allowUnencrypted: true },
    'tls.starttls_unavailable · tls',
  ],
  ['Secure FALSE on another machine', 'smtp', smtpPlain, { secure: false }, 'tls.starttls_unavailable · tls'],
  ['Secure FALSE on another machine', 'imap', imapPlain, { secure: false }, 'tls.starttls_unavailable · tls'],
  [
    'STARTTLS refused',
    'smtp',
    smtpStartTls([{ server: '454 4.7.0 TLS not available due to temporary reason' }]),
    { secure: false },
    'tls.starttls_unavailable · tls',
  ],
  ['STARTTLS refused', 'imap', imapStartTls([{ server: '{tag} NO not now' }]), { secure: true }, 'tls.starttls_unavailable · tls'],
  [
    'plain text injected after STARTTLS',
    'smtp',
    smtpStartTls([{ raw: '220 go\r\n250-AUTH PLAIN\r\n' }, { startTls: true }]),
    { secure: true },
    'server.protocol_violation · tls',
  ],
  [
    'plain text injected after STARTTLS',
    'imap',
    imapStartTls([{ server: '{tag} OK go\r\n* OK [CAPABILITY AUTH=PLAIN] injected' }, { startTls: true }]),
    { secure: false },
    'server.protocol_violation · tls',
  ],
  [
    'PREAUTH instead of STARTTLS',
    'imap',
    [{ server: '* PREAUTH [CAPABILITY IMAP4rev1] hi' }],
    { secure: true },
    'auth.unsupported_mechanism · sign-in',
  ],
])('%s: %s', (_, leg, script, settings, expected) => {
  test(`is ${expected}, and the password stays here`, async () => {
    const { outcome, toServer } = await check(leg, script, settings);
    expect(outcome).toBe(expected);
    expect(toServer.length).toBeGreaterThanOrEqual(0);
    expectNoPassword(toServer, password, username);
  });
});

describe.each<[string, Leg, Step[], Partial<ServerSettings>, { from?: string }]>([
  ['unencrypted was allowed', 'smtp', smtpPlain, { secure: false, allowUnencrypted: true }, {}],
  ['unencrypted was allowed', 'imap', imapPlain, { secure: false, allowUnencrypted: true }, {}],
  ['the server is this computer', 'smtp', smtpPlain, { secure: false }, { from: '127.0.0.1' }],
  ['the server is this computer', 'imap', imapPlain, { secure: false }, { from: '127.0.0.1' }],
])('%s: %s', (_, leg, script, settings, overrides) => {
  test('is verified in clear text, and the tap finds the password', async () => {
    const { outcome, toServer } = await check(leg, script, settings, overrides);
    expect(outcome).toBe('verified · cleartext');
    expect(findPassword(toServer, password, username)).not.toBeNull();
  });
});

test.each([true, false])('STARTTLS is used where it is offered, with Secure %s', async (secure) => {
  const { outcome, toServer } = await check('smtp', smtpStartTls([{ server: '220 go' }, ...smtpAfterTls]), {
    secure,
    allowUnencrypted: !secure,
  });
  expect(outcome).toBe('verified · starttls');
  expectNoPassword(toServer, password, username);
});

test.each([
  ['for another name', { names: ['other.test', '*.other.test'] }, 'tls.hostname_mismatch'],
  ['expired', { validFrom: new Date('2020-01-01'), validTo: new Date('2021-01-01') }, 'tls.expired'],
  ['self-signed', { selfSigned: true }, 'tls.self_signed'],
  ['without its intermediate', { intermediate: 'missing' }, 'tls.untrusted_chain'],
] as const)('a certificate %s fails STARTTLS also where unencrypted was allowed', async (_, overrides, kind) => {
  const bad = await ca.issue(overrides);
  const script = smtpStartTls([{ server: '220 go' }, ...smtpAfterTls]);
  for (const settings of [{ secure: true }, { secure: false, allowUnencrypted: true }]) {
    const { outcome, toServer } = await check('smtp', script, settings, { certificate: bad });
    expect(outcome).toBe(`${kind} · tls`);
    expectNoPassword(toServer, password, username);
  }
});

describe('real servers that want TLS at once, and Secure FALSE', () => {
  let dovecot: Dovecot;
  let postfix: Postfix;
  beforeAll(async () => {
    dovecot = await startDovecot({ certificate, users: { [username]: password } });
    postfix = await startPostfix({ certificate, dovecot });
  });
  afterAll(async () => {
    await postfix[Symbol.asyncDispose]();
    await dovecot[Symbol.asyncDispose]();
  });

  test.each([
    ['smtp', 465, () => postfix.ports.submissions],
    ['imap', 993, () => dovecot.ports.imaps],
  ] as const)('%s %d is named long before the greeting’s time is over', async (leg, port, door) => {
    await using tap = await startTap({ port: door() });
    const { verdict } = await checkLeg({ leg, port, server: tap, ca, password, settings: { secure: false } });
    expect(verdict).toMatchObject({
      state: 'failed',
      failure: { kind: 'tls.implicit_expected', stage: 'greeting', certificate: { names: ['mail.test', 'localhost', '127.0.0.1'] } },
    });
    expect(verdict.tookMs).toBeLessThan(defaultBudgets.answerMs);
    expectNoPassword(tap.toServer(), password, username);
  });
});
