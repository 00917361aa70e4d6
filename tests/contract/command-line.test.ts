import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(path.join(os.tmpdir(), 'kurrier-words-'));
afterAll(() => rmSync(folder, { recursive: true }));

const kurrier = (args: string[], input = ''): Promise<{ code: number | null; output: string; errors: string }> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(root, 'bridge/src/cli/main.ts'), ...args]);
    let [output, errors] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    child.on('error', reject).on('close', (code) => resolve({ code, output, errors }));
    child.stdin.end(input);
  });

const server = { host: 'mail.test', port: 993, username: 'ann', password: 'canary', secure: true };
writeFileSync(path.join(folder, 'empty.pem'), 'nothing');

test.concurrent.each<[string, string[], string]>([
  ['a file that is not there', ['check', '--ca', '/nope'], 'cannot read /nope: ENOENT'],
  ['a folder', ['check', '--ca', folder], `cannot read ${folder}: EISDIR`],
  ['a file without a certificate', ['check', '--ca', path.join(folder, 'empty.pem')], 'holds no PEM certificate'],
  ['discover', ['discover', 'ada@example.org', '--ca', '/nope'], 'cannot read /nope'],
  ['doctor', ['doctor', 'example.org', '--ca', '/nope'], 'cannot read /nope'],
  ['sync', ['sync', '--data', folder, '--ca', '/nope'], 'cannot read /nope'],
  ['serve', ['serve', '--data', folder, '--ca', '/nope'], 'cannot read /nope'],
])('an authority that cannot be used is bad input, said in one line: %s', async (_, args, words) => {
  const input = JSON.stringify({ address: 'ann@mail.test', imap: server });
  const { code, errors } = await kurrier(args, input);
  expect({ code, lines: errors.trim().split('\n').length }).toEqual({ code: 2, lines: 1 });
  expect(errors).toContain(words);
});

test.concurrent.each<[string, object, string]>([
  ['no address', { imap: server }, 'address is missing'],
  ['no password', { address: 'ann@mail.test', imap: { ...server, password: undefined } }, 'imap: needs a password'],
  [
    'no host and no port',
    { address: 'ann@mail.test', smtp: { ...server, host: undefined, port: undefined } },
    'smtp.host is missing; smtp.port is missing',
  ],
  ['a port in quotes', { address: 'ann@mail.test', imap: { ...server, port: '993' } }, 'imap.port is not a number'],
  ['secure in quotes', { address: 'ann@mail.test', imap: { ...server, secure: 'yes' } }, 'imap.secure is not true or false'],
  ['a field that nobody knows', { address: 'ann@mail.test', imap: { ...server, tls: true } }, 'imap: nobody knows the field "tls"'],
])('what is wrong with an account is said by its field, in words, and without a value of it: %s', async (_, account, words) => {
  const { code, errors } = await kurrier(['check'], JSON.stringify(account));
  expect(code).toBe(2);
  expect(errors).toContain(words);
  expect(errors).not.toMatch(/undefined|expected|canary/);
});

test.concurrent.each(['--version', '-v', 'version'])('%s says the version', async (word) => {
  expect(await kurrier([word])).toMatchObject({ code: 0, output: expect.stringMatching(/^kurrier \d+\.\d+\.\d+, Node v\d+/) as string });
});
