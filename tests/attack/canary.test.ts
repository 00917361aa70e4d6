import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { endpoints } from '@kurrier/shared/api/endpoints';
import { createPairing } from '@kurrier/shared/api/devices';
import { rotateVault, unlockVault, vaultState } from '@kurrier/shared/api/vault';
import type { Endpoint } from '@kurrier/shared/bridge/endpoint';
import { startBridgeProcess, type BridgeProcess } from '../bridge/start-bridge-process.ts';
import { createCa } from '../servers/create-ca.ts';
import { startDovecot, type Dovecot } from '../servers/start-dovecot.ts';
import { startPostfix, type Postfix } from '../servers/start-postfix.ts';
import { createAttackTable } from './attack-table.ts';
import { createRandom } from '../sync/seeded-random.ts';
import { findCanary, findCanaryInFiles } from './find-canary.ts';
import { asksTheNet, createRequest } from './random-request.ts';

const record = createAttackTable('a canary password');
const username = 'ann@mail.test';
/** The right one, and one that the servers refuse. */
const canaries = ['Canary-right-5cK9zQ', 'Canary-wrong-8fT2mX'] as const;
const [right, wrong] = canaries;

let dovecot: Dovecot;
let postfix: Postfix;
let bridge: BridgeProcess;
const folder = mkdtempSync(path.join(tmpdir(), 'kurrier-canary-'));
const answers: string[] = [];

beforeAll(async () => {
  const ca = await createCa();
  const certificate = await ca.issue({ names: ['mail.test'] });
  dovecot = await startDovecot({ certificate, users: { [username]: right } });
  postfix = await startPostfix({ certificate, dovecot });
  const caFile = path.join(folder, 'ca.pem');
  writeFileSync(caFile, ca.pem);
  // What a crash leaves behind: the error on standard error, and Node's own report.
  const crash = path.join(folder, 'crash-on-signal.mjs');
  writeFileSync(crash, "process.on('SIGUSR2', () => { throw new Error('crashed on purpose'); });");
  process.env['NODE_OPTIONS'] = `--import=${crash} --report-uncaught-exception --report-directory=${folder}`;
  bridge = await startBridgeProcess({
    dataDir: path.join(folder, 'data'),
    args: [
      `--ca=${caFile}`,
      `--wire=${path.join(folder, 'wire.log')}`,
      `--connect-to=mail.test:465:127.0.0.1:${postfix.ports.submissions}`,
      `--connect-to=mail.test:993:127.0.0.1:${dovecot.ports.imaps}`,
    ],
  });
  delete process.env['NODE_OPTIONS'];
});
afterAll(async () => {
  await bridge[Symbol.asyncDispose]();
  await postfix[Symbol.asyncDispose]();
  await dovecot[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

const call = async (name: string, body: object): Promise<Record<string, unknown>> => {
  const endpoint = [...endpoints, createPairing, vaultState, unlockVault, rotateVault].find((one) => one.name === name) as Endpoint;
  const answer = await bridge.call(endpoint, body);
  answers.push(
    JSON.stringify(answer, (_key, value: unknown) => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value)),
  );
  return answer.ok ? (answer.value as Record<string, unknown>) : {};
};
const server = (port: number, password: string) => ({ host: 'mail.test', port, username, secure: true, password });
const change = (password: string) => ({ address: username, smtp: server(465, password), imap: server(993, password) });
const waitUntilChecked = async (cursor: number): Promise<void> => {
  for (let from = cursor; ;) {
    const { accounts } = (await call('accounts.list', {})) as {
      accounts: { smtp: { status: { state: string } }; imap: { status: { state: string } } }[];
    };
    if (accounts.every(({ smtp, imap }) => smtp.status.state !== 'checking' && imap.status.state !== 'checking')) return;
    ({ cursor: from } = (await call('events.since', { cursor: from, waitMs: 5_000 })) as { cursor: number });
  }
};

test('a whole life with two canaries: no answer, event, log, file or crash text holds one; the search finds a planted one', async () => {
  await call('accounts.save', { change: { ...change(right), address: 'not an address' } });
  await call('accounts.save', { change: change(right), [right]: true });
  const saved = (await call('accounts.save', { change: change(right) })) as { account: { id: string }; cursor: number };
  const { id } = saved.account;
  await waitUntilChecked(saved.cursor);
  const refused = (await call('accounts.save', { id, change: change(wrong) })) as { cursor: number };
  await waitUntilChecked(refused.cursor);
  await call('accounts.save', { id, change: { ...change(right), smtp: { ...server(587, right), host: 'other.test' } } });
  await call('accounts.applyProposal', { id, leg: 'smtp', proposalId: 'none', password: wrong });
  for (const name of ['accounts.verify', 'accounts.cancel']) await call(name, { id });
  for (const name of ['accounts.list', 'devices.list', 'devices.pair', 'vault.state', 'vault.unlock', 'vault.rotate']) await call(name, {});
  await call('events.since', { cursor: 0 });
  // Whatever else there is to ask, with the account's id wherever an id fits; removing it comes last.
  const random = createRandom(1);
  const others = endpoints.filter(({ name }) => !asksTheNet(name) && name !== 'accounts.remove' && name !== 'accounts.save');
  for (const endpoint of others)
    for (let round = 0; round < 5; round++) {
      const request = createRequest(endpoint.request, random, [id]) as object;
      await call(endpoint.name, { ...request, ...('waitMs' in request && { waitMs: 0 }) });
    }
  await call('vault.unlock', { passphrase: wrong });

  // The servers did see them.
  expect(dovecot.log()).toMatch(/Login: user=<ann@mail\.test>/);
  for (const canary of canaries) {
    expect(findCanary(Buffer.from(answers.join('\n')), canary, username)).toBeNull();
    expect(findCanary(Buffer.from(bridge.output()), canary, username)).toBeNull();
  }
  await call('accounts.save', { id, change: change(right) });
  process.kill(bridge.pid, 'SIGUSR2');
  await expect.poll(() => readdirSync(folder).some((name) => name.startsWith('report.'))).toBe(true);
  await bridge.stop();
  expect(bridge.output()).toContain('crashed on purpose');
  const wire = readFileSync(path.join(folder, 'wire.log'), 'utf8');
  expect(wire).toMatch(/smtp mail\.test:465 #\d+ > AUTH PLAIN \[redacted\]/);
  expect(wire).toMatch(/imap mail\.test:993 #\d+ > k\d+ AUTHENTICATE PLAIN \[redacted\]/);
  for (const canary of canaries) {
    expect(findCanary(Buffer.from(bridge.output()), canary, username)).toBeNull();
    expect(findCanaryInFiles(folder, canary, username)).toEqual({});
  }
  record(`${answers.length} answers, output, store, keys, wire log, crash report`, 'no canary');

  const forms = [right, Buffer.from(right).toString('base64'), Buffer.from(right).toString('hex'), right.split('').reverse().join('')];
  for (const [index, form] of [...forms, Buffer.from(`\0${username}\0${right}`).toString('base64')].entries()) {
    const planted = path.join(folder, 'data', `planted-${index}`);
    writeFileSync(planted, `noise ${form} noise`);
    expect(Object.keys(findCanaryInFiles(folder, right, username))).toEqual([planted]);
    rmSync(planted);
  }
  record('a planted canary: plain, base64, hex, reversed, AUTH PLAIN', 'found each');
  expect(readFileSync(path.join(folder, 'data/keys/vault.key'), 'utf8')).not.toBe('');
}, 60_000);
