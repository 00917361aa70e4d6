import { beforeAll, describe, expect, test } from 'vitest';
import { createCa, type ServerCertificate, type TestCa } from '../../servers/create-ca.ts';
import { acceptSender, ehlo, type Step } from '../../servers/script.ts';
import { startScriptedServer } from '../../servers/start-scripted-server.ts';
import { checkLeg, summarize, type LegCheck } from './check-leg.ts';

let ca: TestCa;
let certificate: ServerCertificate;
beforeAll(async () => {
  ca = await createCa();
  certificate = await ca.issue();
});

const hello: Step[] = [{ server: '220 mail.test ESMTP' }];
const offering = (...capabilities: string[]): Step[] => [...hello, ...ehlo(...capabilities)];
const plain = offering('PIPELINING', 'AUTH PLAIN LOGIN');
const signedIn: Step[] = [...plain, { client: /^AUTH PLAIN / }, { server: '235 2.7.0 Authentication successful' }];
/** Where the script makes one wait, less waiting will do; everywhere else this machine may be as slow as it likes. */
const brief = { connectMs: 1500, answerMs: 1500, saidMs: 1500, endMs: 4000 };
const budgetsFor = (script: readonly Step[]) =>
  script.some((step) => 'holdMs' in step || ('fault' in step && step.fault === 'silence')) ? brief : { silenceMs: 3000 };

const check = async (script: readonly Step[], overrides: Partial<LegCheck> = {}) => {
  await using server = await startScriptedServer(script, { certificate, implicitTls: overrides.port !== 587 });
  return await checkLeg({ leg: 'smtp', port: 465, server, ca, budgets: budgetsFor(script), ...overrides });
};

describe.each<[string, readonly Step[], string]>([
  ['a server without AUTH is not verified: the password was not tried', offering('PIPELINING'), 'auth.unsupported_mechanism · sign-in'],
  ['no mechanism in common', offering('AUTH GSSAPI NTLM'), 'auth.unsupported_mechanism · sign-in'],
  [
    'AUTH=LOGIN of old servers is understood',
    [
      ...offering('AUTH=LOGIN'),
      { client: 'AUTH LOGIN' },
      { server: '334 VXNlcm5hbWU6' },
      { client: /^YW5u/ },
      { server: '334 UGFzc3dvcmQ6' },
      { client: 'cHctYW5u' },
      { server: '235 ok' },
      { client: /^MAIL/ },
      { server: '250 ok' },
      { client: /^RCPT/ },
      { server: '250 ok' },
      { client: 'RSET' },
      { server: '250 ok' },
    ],
    'verified · implicit-tls',
  ],
  ...['500 5.5.1 command unrecognized', '501 5.5.4 no domain literals', '502 5.5.1 what?', '504 Command parameter not implemented'].map(
    (reply): [name: string, script: Step[], expected: string] => [
      `EHLO unknown (${reply.slice(0, 3)}): HELO, and no AUTH`,
      [...hello, { client: /^EHLO/ }, { server: reply }, { client: /^HELO/ }, { server: '250 mail.test' }],
      'auth.unsupported_mechanism · sign-in',
    ],
  ),
  [
    'a greeting that opens with 220 and ends with 421',
    [{ server: '220-mail.test\r\n421 4.3.2 Service not available, try again later' }],
    'server.unavailable · greeting',
  ],
  [
    'an initial response that is not taken is sent again when asked for',
    [
      ...plain,
      { client: /^AUTH PLAIN / },
      { server: '334 ' },
      { client: 'AGFubkBtYWlsLnRlc3QAcHctYW5u' },
      { server: '235 ok' },
      ...acceptSender,
    ],
    'verified · implicit-tls',
  ],
  [
    'an initial response that is a syntax error follows after the question',
    [
      ...plain,
      { client: /^AUTH PLAIN / },
      { server: '501 5.5.4 Syntax error in parameters' },
      { client: 'AUTH PLAIN' },
      { server: '334 ' },
      { client: /^AGFu/ },
      { server: '235 ok' },
      ...acceptSender,
    ],
    'verified · implicit-tls',
  ],
  [
    'a mechanism that is offered and unknown is passed over',
    [
      ...plain,
      { client: /^AUTH PLAIN / },
      { server: '504 5.5.4 Unrecognized authentication type' },
      { client: 'AUTH LOGIN' },
      { server: '334 VXNlcm5hbWU6' },
      { client: /./ },
      { server: '334 UGFzc3dvcmQ6' },
      { client: /./ },
      { server: '235 ok' },
      ...acceptSender,
    ],
    'verified · implicit-tls',
  ],
  [
    'a refused password is tried once',
    [...plain, { client: /^AUTH PLAIN / }, { server: '535 5.7.8 Error: authentication failed' }],
    'auth.invalid_credentials · sign-in',
  ],
  [
    'a server that asks without end',
    [
      ...offering('AUTH LOGIN'),
      { client: 'AUTH LOGIN' },
      ...Array.from({ length: 9 }, (): Step[] => [{ server: '334 ' }, { client: /^/ }]).flat(),
      { server: '334 ' },
    ],
    'server.protocol_violation · sign-in',
  ],
  [
    'sender probe without PIPELINING',
    [
      ...offering('AUTH PLAIN'),
      { client: /^AUTH/ },
      { server: '235 ok' },
      { client: 'MAIL FROM:<ann@mail.test>' },
      { server: '250 ok' },
      { client: 'RCPT TO:<ann@mail.test>' },
      { server: '250 ok' },
      { client: 'RSET' },
      { server: '250 ok' },
    ],
    'verified · implicit-tls',
  ],
  ['POP3 answers', [{ server: '+OK ready' }], 'server.wrong_service · greeting'],
  [
    'a 4xx sign-in judges no password',
    [...plain, { client: /^AUTH/ }, { server: '454 4.7.0 Temporary authentication failure' }],
    'server.temporary_failure · sign-in',
  ],
  ['too long a line', [{ fault: 'endless-line' }], 'server.protocol_violation · greeting'],
  ['too many lines', [{ fault: 'endless-lines', line: '220-hello' }], 'server.protocol_violation · greeting'],
])('%s', (_, script, expected) => {
  test(`is ${expected}`, async () => expect(summarize(await check(script))).toBe(expected));
});

const flight = (mail: string, rcpt: string): Step[] => [
  ...signedIn,
  { client: 'MAIL FROM:<ann@mail.test>' },
  { client: 'RCPT TO:<ann@mail.test>' },
  { client: 'RSET' },
  { server: `${mail}\r\n${rcpt}\r\n250 2.0.0 Ok` },
];

test.each([
  ['250 2.1.0 Ok', '250 2.1.5 Ok', 'verified · implicit-tls'],
  ['250 2.1.0 Ok', '550 5.1.1 <ann@mail.test>: user unknown', /^verified · implicit-tls · warning (mailbox.not_found|recipient.rejected)$/],
  ['250 2.1.0 Ok', '552 5.2.2 Mailbox full', 'verified · implicit-tls · warning quota.exceeded'],
  ['250 2.1.0 Ok', '450 4.2.0 Greylisted, try again later', /^verified · implicit-tls · warning server\./],
  ['451 4.3.0 Temporary lookup failure', '503 5.5.1 need MAIL', 'verified · implicit-tls · warning server.temporary_failure'],
  ['250 2.1.0 Ok', '554 5.7.1 <ann@mail.test>: Relay access denied', 'recipient.relay_denied · recipient'],
  ['250 2.1.0 Ok', '454 4.7.1 <ann@mail.test>: Relay access denied', 'recipient.relay_denied · recipient'],
  ['553 5.7.1 <ann@mail.test>: Sender address rejected: not owned by user bob', '503 no', 'sender.not_authorized · sender'],
  ['451 4.0.0 Failed to process: return path: not owned by user', '503 no', 'sender.not_authorized · sender'],
  ['450 4.7.1 <ann@mail.test>: Sender address rejected: not owned by user bob', '503 no', 'sender.not_authorized · sender'],
  ['250 2.1.0 Ok', '450 4.7.1 <ann@mail.test>: Sender address rejected: not owned by user bob', 'sender.not_authorized · recipient'],
  ['450 4.1.8 <ann@mail.test>: Sender address rejected: Domain not found', '503 no', 'verified · implicit-tls · warning sender.rejected'],
  ['452 4.3.1 Insufficient system storage', '503 no', /^verified · implicit-tls · warning (server|quota)\./],
  ['421 4.7.0 try again later', '503 no', /^verified · implicit-tls · warning server\./],
  ['354 go ahead', '250 2.1.5 Ok', 'server.protocol_violation · sender'],
  ['250 2.1.0 Ok', '354 go ahead', 'server.protocol_violation · recipient'],
  ['250 2.1.0 Ok', '221 2.0.0 bye', 'server.protocol_violation · recipient'],
  ['250 2.1.0 Ok', '553 5.7.1 <ann@mail.test>: Sender address rejected: not owned by user bob', 'sender.not_authorized · recipient'],
] as const)('MAIL FROM says %s, RCPT TO says %s: %s', async (mail, rcpt, expected) => {
  expect(summarize(await check(flight(mail, rcpt)))).toMatch(expected);
});

test.each([
  ['UTF-8', Buffer.from('535 5.7.8 Anmeldung ungültig: Passwort falsch\r\n')],
  ['one byte a character', Buffer.from('535 5.7.8 Anmeldung ungültig: Passwort falsch\r\n', 'latin1')],
])('words in %s are readable', async (_, raw) => {
  const { verdict } = await check([...plain, { client: /^AUTH/ }, { raw }]);
  expect(verdict).toMatchObject({
    failure: { kind: 'auth.invalid_credentials', reply: { text: '535 5.7.8 Anmeldung ungültig: Passwort falsch' } },
  });
});

test('the server is told good-bye, and nobody waits for its answer', async () => {
  await using server = await startScriptedServer([...signedIn, ...acceptSender, { client: 'QUIT' }, { fault: 'silence' }], {
    certificate,
    implicitTls: true,
  });
  expect(summarize(await checkLeg({ leg: 'smtp', port: 465, server, ca }))).toBe('verified · implicit-tls');
  await expect.poll(() => server.clientLines().at(-1)).toBe('QUIT');
  await expect.poll(() => server.open()).toBe(0);
});

test('a server that echoes the AUTH line is shown without the password', async () => {
  const blob = Buffer.from('\0ann@mail.test\0pw-ann').toString('base64');
  const { verdict } = await check([...plain, { client: /^AUTH/ }, { server: `535 5.7.8 bad: AUTH PLAIN ${blob} (pw-ann)` }]);
  const text = JSON.stringify(verdict);
  expect(text).toContain('[redacted]');
  for (const form of [blob, 'pw-ann', Buffer.from('pw-ann').toString('base64')]) expect(text).not.toContain(form);
});

test.each([
  ['smtp.gmail.com', 'abcd efgh ijkl mnop', 'abcdefghijklmnop'],
  ['smtp.gmail.com', 'abcd efgh ijkl mno ', 'abcd efgh ijkl mno '],
  ['mail.test', 'abcd efgh ijkl mnop', 'abcd efgh ijkl mnop'],
])('at %s the password %j is sent as %j', async (host, password, sent) => {
  const expected = Buffer.from(`\0ann@mail.test\0${sent}`).toString('base64');
  const other = await ca.issue({ names: [host] });
  await using server = await startScriptedServer([...plain, { client: `AUTH PLAIN ${expected}` }, { server: '235 ok' }, ...acceptSender], {
    certificate: other,
    implicitTls: true,
  });
  expect(summarize(await checkLeg({ leg: 'smtp', port: 465, server, ca, password, settings: { host } }))).toBe('verified · implicit-tls');
});

test('without TLS a mechanism that hides the password is preferred', async () => {
  const nonce = '<1.2@mail.test>';
  const script: Step[] = [
    ...offering('AUTH PLAIN CRAM-MD5'),
    { client: 'AUTH CRAM-MD5' },
    { server: `334 ${Buffer.from(nonce).toString('base64')}` },
    { client: /^YW5uQG1haWwudGVzdC/ },
    { server: '235 ok' },
    { client: /^MAIL/ },
    { server: '250 ok' },
    { client: /^RCPT/ },
    { server: '250 ok' },
    { client: 'RSET' },
    { server: '250 ok' },
  ];
  expect(summarize(await check(script, { port: 587, settings: { secure: false } }))).toBe('verified · cleartext');
});

test('an answer that is held back is told as such after the first wait, and then counts', async () => {
  const { verdict, interims } = await check([
    ...plain,
    { client: /^AUTH/ },
    { holdMs: 2000 },
    { server: '535 5.7.8 authentication failed' },
  ]);
  expect(interims).toMatchObject([{ kind: 'net.timeout', stage: 'sign-in' }]);
  expect(verdict).toMatchObject({ state: 'failed', failure: { kind: 'auth.invalid_credentials' } });
});
