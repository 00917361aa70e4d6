import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { VerificationReport } from '@kurrier/shared/account/verdict';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findCanary } from '../attack/find-canary.ts';
import { createCa, type TestCa } from '../servers/create-ca.ts';
import { startScriptedServer } from '../servers/start-scripted-server.ts';
import { startDovecot, type Dovecot } from '../servers/start-dovecot.ts';
import { startPostfix, type Postfix } from '../servers/start-postfix.ts';

const root = path.resolve(import.meta.dirname, '../..');
let dir: string;
let dovecot: Dovecot;
let postfix: Postfix;
let options: string[];
let ca: TestCa;

beforeAll(async () => {
  dir = mkdtempSync(path.join(os.tmpdir(), 'check-'));
  ca = await createCa();
  const certificate = await ca.issue({ names: ['mail.test'] });
  dovecot = await startDovecot({ certificate });
  postfix = await startPostfix({ certificate, dovecot });
  writeFileSync(path.join(dir, 'ca.pem'), ca.pem);
  options = [
    `--ca=${path.join(dir, 'ca.pem')}`,
    `--connect-to=mail.test:587:127.0.0.1:${postfix.ports.submission}`,
    `--connect-to=mail.test:993:127.0.0.1:${dovecot.ports.imaps}`,
  ];
});
afterAll(async () => {
  await postfix[Symbol.asyncDispose]();
  await dovecot[Symbol.asyncDispose]();
  rmSync(dir, { recursive: true });
});

const kurrier = (args: string[], input: string): Promise<{ code: number | null; stdout: string; stderr: string }> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(root, 'bridge/bin/kurrier.mjs'), ...args], {
      env: { ...process.env, HOME: dir, XDG_DATA_HOME: dir, XDG_CONFIG_HOME: dir },
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.on('error', reject).on('close', (code) => resolve({ code, stdout, stderr }));
    child.stdin.end(input);
  });

const server = (port: number, password = 'pw-ann') => ({ host: 'mail.test', port, username: 'ann@mail.test', password, secure: true });
const draft = (over: object = {}) => JSON.stringify({ address: 'ann@mail.test', smtp: server(587), imap: server(993), ...over });

test('a working account: exit 0, and a report with a verdict for each leg', async () => {
  const { code, stdout, stderr } = await kurrier(['check', '--json', ...options], draft());
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const report = VerificationReport.parse(JSON.parse(stdout));
  expect(report).toMatchObject({
    smtp: { state: 'verified', security: 'starttls' },
    imap: { state: 'verified', security: 'implicit-tls' },
  });
});

test('a wrong password: exit 1, the kind of the failure, and the other leg verified', async () => {
  const { code, stdout } = await kurrier(['check', '--json', ...options], draft({ imap: server(993, 'wrong canary') }));
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    smtp: { state: 'verified' },
    imap: { state: 'failed', failure: { kind: 'auth.invalid_credentials' } },
  });
  expect(stdout).not.toContain('canary');
});

test.for(['pw-ann ', '\u00a0pw-ann'])(
  'a password that begins or ends with a blank (%j) is pointed out, and sent as it stands',
  async (password) => {
    const { code, stdout, stderr } = await kurrier(['check', '--json', ...options], draft({ imap: server(993, password) }));
    expect(stderr).toMatch(/^IMAP {2}This password begins or ends with a blank/);
    expect(stderr).not.toContain('pw-ann');
    expect({ code, report: JSON.parse(stdout) as unknown }).toMatchObject({
      code: 1,
      report: { smtp: { state: 'verified' }, imap: { failure: { kind: 'auth.invalid_credentials' } } },
    });
  },
);

test.for(['pw-ann\n', 'pw\r-ann'])('a password that holds a line end (%j) is told of, and nothing is tried', async (password) => {
  const { code, stdout, stderr } = await kurrier(['check', ...options], draft({ imap: server(993, password) }));
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain('line breaks and NUL cannot be part of a password');
});

test('a guess is told as one: the server’s own words, then both readings, and nothing that does harm', async () => {
  await using server = await startScriptedServer(
    [
      { server: '* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] ready' },
      { client: /AUTHENTICATE PLAIN/ },
      { server: '{tag} NO authentication failed' },
    ],
    { certificate: await ca.issue({ names: ['imap.gmx.net'] }), implicitTls: true, lenient: true },
  );
  const imap = { host: 'imap.gmx.net', port: 993, username: 'ann@gmx.net', password: 'canary', secure: true };
  const { code, stdout } = await kurrier(
    ['check', options[0]!, `--connect-to=imap.gmx.net:993:127.0.0.1:${server.port}`],
    JSON.stringify({ address: 'ann@gmx.net', imap }),
  );
  expect(code).toBe(1);
  const lines = stdout.split('\n').map((line) => line.trim());
  expect(lines[0]).toMatch(/^IMAP {2}Failed in [\d.]+ s\.$/);
  expect(lines[1]).toMatch(/^The server said: .*authentication failed$/);
  expect(lines[2]).toMatch(/^Probably: /);
  expect(lines[3]).toMatch(/^The server’s own words leave it open\. This probably means: .*It may as well mean: IMAP is switched off/);
  expect(stdout).not.toMatch(/canary|new password|change (?:your|the) password|reset/i);
});

test('for people, the same in words', async () => {
  const { stdout } = await kurrier(['check', ...options], draft({ imap: server(993, 'wrong') }));
  expect(stdout).toMatch(/^SMTP {2}Verified in [\d.]+ s \(starttls\)\n\nIMAP {2}Failed in [\d.]+ s: Invalid login or password\n/);
});

test.each([
  ['not JSON', 'canary', 'standard input is not JSON'],
  ['no leg', JSON.stringify({ address: 'ann@mail.test' }), 'needs an smtp or an imap leg'],
  ['a misspelt key', draft({ smpt: {} }), 'nobody knows the field "smpt"'],
  ['Secure as text', draft({ smtp: { ...server(587), secure: 'false' } }), 'smtp.secure'],
  ['a URL as host', draft({ smtp: { ...server(587), host: 'https://canary.test' } }), 'smtp.host: is not a host name'],
  ['a line break in the password', draft({ smtp: server(587, 'canary\r\nRSET') }), 'smtp.password'],
  ['a port that does not exist', draft({ smtp: server(70_000) }), 'smtp.port'],
])('%s: exit 2 and one line that names the field, never the value', async (_, input, expected) => {
  const { code, stdout, stderr } = await kurrier(['check', '--json'], input);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(expected);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stderr).not.toContain('canary');
});

test('--wire tells the dialogues on standard error, and of a sign-in only that it was', async () => {
  const { code, stdout, stderr } = await kurrier(
    ['check', '--json', '--wire', ...options],
    draft({ imap: server(993, 'wrong-canary-4Tz') }),
  );
  expect(code).toBe(1);
  expect(VerificationReport.parse(JSON.parse(stdout)).imap?.state).toBe('failed');
  for (const line of [
    /smtp mail\.test:587 #\d > STARTTLS$/m,
    /smtp mail\.test:587 #\d > AUTH PLAIN \[redacted\]$/m,
    /smtp mail\.test:587 #\d < 235 /m,
    /smtp mail\.test:587 #\d > MAIL FROM:<ann@mail\.test>/m,
    /imap mail\.test:993 #\d > k\d AUTHENTICATE PLAIN \[redacted\]$/m,
    /imap mail\.test:993 #\d < k\d NO \[AUTHENTICATIONFAILED\]/m,
  ])
    expect(stderr).toMatch(line);
  for (const password of ['pw-ann', 'wrong-canary-4Tz']) expect(findCanary(Buffer.from(stderr), password, 'ann@mail.test')).toBeNull();
});

test('it stores nothing', async () => {
  await kurrier(['check', '--json', ...options], draft());
  expect(readdirSync(dir)).toEqual(['ca.pem']);
});

test('an unknown option or command is bad input', async () => {
  expect(await kurrier(['check', '--jsno'], '')).toMatchObject({ code: 2, stderr: expect.stringContaining('--jsno') });
  expect(await kurrier(['chekc'], '')).toMatchObject({ code: 2, stderr: expect.stringContaining('no command "chekc"') });
});
