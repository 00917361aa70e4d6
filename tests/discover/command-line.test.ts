import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { Discovery } from '../../shared/src/discovery/discovery.ts';
import { createCa } from '../servers/create-ca.ts';
import { startDnsServer } from '../servers/start-dns-server.ts';
import { startWebServer } from '../servers/start-web-server.ts';
import { autoconfig } from './start-world.ts';

const main = path.resolve(import.meta.dirname, '../../bridge/src/cli/main.ts');
const folder = mkdtempSync(path.join(os.tmpdir(), 'kurrier-discover-'));
afterAll(() => rmSync(folder, { recursive: true }));

const run = (...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> =>
  promisify(execFile)(process.execPath, [main, ...args], { timeout: 20_000 }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );

test('discover and doctor against a resolver and a database of one’s own', async () => {
  const ca = await createCa();
  const caFile = path.join(folder, 'ca.pem');
  writeFileSync(caFile, ca.pem);
  const file = autoconfig({ imap: 'imap.own.test 993 SSL', smtp: 'smtp.own.test 587 STARTTLS' });
  await using dns = await startDnsServer({ 'own.test': { MX: [{ exchange: 'mx.own.test', preference: 1 }] } });
  await using web = await startWebServer((asked) => (asked === '/db/own.test' ? { body: file } : undefined), await ca.issue());
  const where = ['--resolver', dns.address, '--base-url', `ispdb=${web.url}/db/`, '--ca', caFile];

  const json = await run('discover', 'me@own.test', '--json', ...where);
  expect([json.code, json.stderr]).toEqual([0, '']);
  expect(Discovery.parse(JSON.parse(json.stdout))).toMatchObject({
    imap: { server: { host: 'imap.own.test', port: 993, security: 'implicit-tls', username: 'me@own.test' }, source: 'ispdb' },
    smtp: { server: { host: 'smtp.own.test', port: 587, security: 'starttls' } },
  });
  expect((await run('discover', 'me@own.test', ...where)).stdout).toContain('IMAP  imap.own.test 993 · TLS · me@own.test');
  expect(await run('discover', 'me@unknown.test', ...where)).toMatchObject({ code: 1 });

  const doctor = await run('doctor', 'own.test', ...where);
  expect(doctor.code).toBe(0);
  expect(doctor.stdout).toContain('– There is no autoconfig file.');
});

test('without DNS neither says anything about the domain', async () => {
  const where = ['--resolver', '127.0.0.1:9'];
  const discover = await run('discover', 'me@own.test', ...where);
  expect([discover.code, discover.stdout]).toEqual([1, expect.stringContaining('could not be looked up')]);
  const doctor = await run('doctor', 'own.test', ...where);
  expect([doctor.code, doctor.stdout]).toEqual([1, expect.stringContaining('could not be examined')]);
  expect(discover.stdout + doctor.stdout).not.toMatch(/Nothing is published|There is no|No mail server/);
});

test.each([
  [['discover'], 'one address is needed'],
  [['discover', 'nobody'], 'that is not an address with a domain'],
  [['discover', 'me@own.test', '--resolver', 'dns.example:53'], '--resolver takes an IP address'],
  [['discover', 'me@own.test', '--base-url', 'nowhere=https://x.example'], '--base-url takes SOURCE=URL'],
  [['discover', 'me@own.test', '--base-url', 'ispdb=x'], '--base-url takes SOURCE=URL'],
  [['doctor', 'localhost'], 'that is not a domain'],
])('%j is refused in one line', async (args, message) => {
  const { code, stdout, stderr } = await run(...args);
  expect([code, stdout, stderr.trim().split('\n')]).toEqual([2, '', [expect.stringContaining(message)]]);
});
