import { beforeAll, describe, expect, test } from 'vitest';
import { createCa, type ServerCertificate, type TestCa } from '../../servers/create-ca.ts';
import type { Step } from '../../servers/script.ts';
import { startScriptedServer } from '../../servers/start-scripted-server.ts';
import { checkLeg, summarize, type LegCheck } from './check-leg.ts';

let ca: TestCa;
let certificate: ServerCertificate;
beforeAll(async () => {
  ca = await createCa();
  certificate = await ca.issue();
});

const greet = (capabilities: string): Step[] => [{ server: `* OK [CAPABILITY IMAP4rev1 ${capabilities}] ready` }];
const plain = greet('SASL-IR AUTH=PLAIN');
const authenticate: Step = { client: /^k\d+ AUTHENTICATE PLAIN / };
const examine: Step[] = [{ client: /^k\d+ EXAMINE INBOX$/ }, { server: '* 3 EXISTS\r\n{tag} OK [READ-ONLY] opened' }];
/** Where the script makes one wait, less waiting will do; everywhere else this machine may be as slow as it likes. */
const brief = { connectMs: 1500, answerMs: 1500, saidMs: 1500, endMs: 4000 };
const budgetsFor = (script: readonly Step[]) =>
  script.some((step) => 'holdMs' in step || ('fault' in step && step.fault === 'silence')) ? brief : { silenceMs: 3000 };

const check = async (script: readonly Step[], overrides: Partial<LegCheck> = {}) => {
  await using server = await startScriptedServer(script, { certificate, implicitTls: overrides.port !== 143 });
  return await checkLeg({ leg: 'imap', port: 993, server, ca, budgets: budgetsFor(script), ...overrides });
};

describe.each<[string, readonly Step[], string]>([
  ['capabilities in the greeting', [...plain, authenticate, { server: '{tag} OK done' }, ...examine], 'verified · implicit-tls'],
  [
    'no capabilities in the greeting',
    [
      { server: '* OK ready' },
      { client: 'k1 CAPABILITY' },
      { server: '* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n{tag} OK done' },
      { client: 'k2 AUTHENTICATE PLAIN' },
      { server: '+ ' },
      { client: 'AGFubkBtYWlsLnRlc3QAcHctYW5u' },
      { server: 'k2 OK done' },
      ...examine,
    ],
    'verified · implicit-tls',
  ],
  [
    'only LOGIN',
    [...greet(''), { client: 'k1 LOGIN "ann@mail.test" "pw-ann"' }, { server: '{tag} OK done' }, ...examine],
    'verified · implicit-tls',
  ],
  [
    'Coremail: SASL-IR offered and refused',
    [
      ...plain,
      authenticate,
      { server: '{tag} BAD command not support' },
      { client: /^k\d+ AUTHENTICATE PLAIN$/ },
      { server: '+ ' },
      { client: /^AGFu/ },
      { server: 'k2 OK done' },
      ...examine,
    ],
    'verified · implicit-tls',
  ],
  [
    'NetEase: ID after the sign-in and before the mailbox',
    [
      ...greet('ID SASL-IR AUTH=PLAIN'),
      authenticate,
      { server: '{tag} OK done' },
      { client: /^k\d+ ID \("name" / },
      { server: '* ID ("name" "Coremail")\r\n{tag} OK' },
      ...examine,
    ],
    'verified · implicit-tls',
  ],
  [
    'NetEase all the same',
    [
      ...greet('ID SASL-IR AUTH=PLAIN'),
      authenticate,
      { server: '{tag} OK done' },
      { client: /ID/ },
      { server: '{tag} OK' },
      { client: /EXAMINE/ },
      { server: '{tag} NO SELECT Unsafe Login. Please contact kefu@188.com for help' },
    ],
    'auth.client_id_required · mailbox',
  ],
  [
    'Interia: signed in by OK, and refused everything after',
    [
      ...plain,
      authenticate,
      { server: '{tag} OK [ALERT] IMAP access is disabled for this account' },
      { client: /EXAMINE/ },
      { server: '{tag} NO Access denied' },
    ],
    'auth.imap_disabled · mailbox',
  ],
  [
    'Yahoo: an untagged NO and then nothing',
    [...plain, authenticate, { server: '* NO [AUTHENTICATIONFAILED] AUTHENTICATE Invalid credentials' }, { fault: 'silence' }],
    'auth.invalid_credentials · sign-in',
  ],
  [
    'BYE instead of an answer',
    [...plain, authenticate, { server: '* BYE IMAP access disabled for this account.' }, { fault: 'close' }],
    'auth.imap_disabled · sign-in',
  ],
  ['closed instead of an answer', [...plain, authenticate, { fault: 'close' }], 'net.reset · sign-in'],
  ['PREAUTH: the password was not tried', [{ server: '* PREAUTH ready' }], 'auth.unsupported_mechanism · sign-in'],
  ['BYE as greeting', [{ server: '* BYE server is down for maintenance' }], 'server.unavailable · greeting'],
  ['no mechanism in common', greet('LOGINDISABLED AUTH=GSSAPI'), 'auth.unsupported_mechanism · sign-in'],
  [
    'a wrong password is tried once',
    [...plain, authenticate, { server: '{tag} NO [AUTHENTICATIONFAILED] Authentication failed.' }],
    'auth.invalid_credentials · sign-in',
  ],
  ['SMTP answers', [{ server: '220 mail.test ESMTP' }], 'server.wrong_service · greeting'],
  ['garbage', [{ fault: 'garbage' }], 'server.protocol_violation · greeting'],
  [
    'an answer to no question',
    [...plain, authenticate, { server: 'x99 OK what?' }, { fault: 'silence' }],
    'server.protocol_violation · sign-in',
  ],
  [
    'endless untagged lines',
    [...plain, authenticate, { fault: 'endless-lines', line: '* OK still here' }],
    'server.protocol_violation · sign-in',
  ],
  ['an endless line', [...plain, authenticate, { fault: 'endless-line' }], 'server.protocol_violation · sign-in'],
  [
    'a huge literal',
    [...plain, authenticate, { raw: '* LIST () "/" {9999999999}\r\nxx' }, { fault: 'silence' }],
    'server.protocol_violation · sign-in',
  ],
])('%s', (_, script, expected) => {
  test(`is ${expected}`, async () => expect(summarize(await check(script))).toBe(expected));
});

test('without TLS a server that disables LOGIN is told as wanting encryption', async () => {
  const checked = await check(greet('LOGINDISABLED'), { port: 143, settings: { secure: false } });
  expect(summarize(checked)).toBe('auth.requires_tls · sign-in');
});

test('an answer that is held back is told as such after the first wait, and a late OK verifies', async () => {
  const { verdict, interims } = await check([...plain, authenticate, { holdMs: 2000 }, { server: '{tag} OK at last' }, ...examine]);
  expect(interims).toMatchObject([{ kind: 'net.timeout', stage: 'sign-in', leg: 'imap' }]);
  expect(verdict.state).toBe('verified');
});

test('an answer that never comes is no timeout of IMAP', async () => {
  const { verdict } = await check([...plain, authenticate, { fault: 'silence' }]);
  expect(verdict).toMatchObject({ state: 'failed', failure: { kind: 'net.timeout', stage: 'sign-in' } });
});

test('the server is told good-bye, and nobody waits for its answer', async () => {
  const script: Step[] = [...plain, authenticate, { server: '{tag} OK done' }, ...examine, { client: /LOGOUT$/ }, { fault: 'silence' }];
  await using server = await startScriptedServer(script, { certificate, implicitTls: true });
  expect(summarize(await checkLeg({ leg: 'imap', port: 993, server, ca }))).toBe('verified · implicit-tls');
  await expect.poll(() => server.clientLines().at(-1)).toMatch(/LOGOUT$/);
  await expect.poll(() => server.open()).toBe(0);
});

test('a server that echoes the password is shown without it', async () => {
  const { verdict } = await check([...greet(''), { client: /LOGIN/ }, { server: '{tag} NO no user "ann@mail.test" with "pw-ann"' }]);
  expect(JSON.stringify(verdict)).not.toContain('pw-ann');
});

test('after STARTTLS capabilities and sign-in go in one flight, and those from before are not believed', async () => {
  const script: Step[] = [
    ...greet('STARTTLS SASL-IR LOGINDISABLED'),
    { client: 'k1 STARTTLS' },
    { server: '{tag} OK go' },
    { startTls: true },
    { client: 'k1 CAPABILITY' },
    { client: /^k2 AUTHENTICATE PLAIN / },
    { server: '* CAPABILITY IMAP4rev1\r\nk1 OK\r\nk2 NO no such mechanism' },
    { client: /^k3 LOGIN "ann@mail.test"/ },
    { server: '{tag} OK' },
    ...examine,
  ];
  expect(summarize(await check(script, { port: 143 }))).toBe('verified · starttls');
});

test('after a BYE nothing more is waited for, even where the server leaves the connection open', async () => {
  const script: Step[] = [...plain, authenticate, { server: '* BYE IMAP access disabled for this account.' }, { fault: 'silence' }];
  const { verdict } = await check(script, { budgets: { saidMs: 12_000, endMs: 30_000 } });
  expect(verdict.state === 'failed' && verdict.failure.kind).toBe('auth.imap_disabled');
  // The attempt's own end is at thirty seconds: far from it is not a matter of speed.
  expect(verdict.tookMs).toBeLessThan(10_000);
});
