import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Account } from '@kurrier/shared/account/account';
import { listAccounts, saveAccount } from '@kurrier/shared/api/accounts';
import { eventsSince } from '@kurrier/shared/api/events';
import { startBridgeProcess, type BridgeProcess } from '../bridge/start-bridge-process.ts';
import { ehlo, type Step } from '../servers/script.ts';
import { startScriptedServer, type ScriptedServer } from '../servers/start-scripted-server.ts';
import { createAttackTable } from './attack-table.ts';

const record = createAttackTable('hostile mail servers, all at once');
const greeting = '* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] ready';
const nasty = `<img src=x onerror=alert(1)>\u202egnp.exe${'x'.repeat(64 * 1024)}`;

const attacks: [string, 'imap' | 'smtp', Step[]][] = [
  ['says nothing', 'imap', [{ fault: 'silence' }]],
  ['says nothing', 'smtp', [{ fault: 'silence' }]],
  ['falls silent after the sign-in', 'imap', [{ server: greeting }, { client: /AUTHENTICATE/ }, { fault: 'silence' }]],
  ['a banner without end', 'imap', [{ fault: 'endless-line' }]],
  ['a banner without end', 'smtp', [{ fault: 'endless-line' }]],
  ['endless * OK', 'imap', [{ server: greeting }, { client: /AUTHENTICATE/ }, { fault: 'endless-lines', line: '* OK still here' }]],
  ['endless 250-', 'smtp', [{ server: '220 mail.test ESMTP' }, { client: /^EHLO/ }, { fault: 'endless-lines', line: '250-hello' }]],
  [
    'literal {9999999999}',
    'imap',
    [{ server: greeting }, { client: /AUTHENTICATE/ }, { server: '* LIST () {9999999999}' }, { fault: 'endless-line' }],
  ],
  ['garbage', 'imap', [{ fault: 'garbage' }]],
  ['markup, right-to-left and 64k in the banner', 'imap', [{ server: `* BYE ${nasty}` }, { fault: 'close' }]],
  [
    'markup, right-to-left and 64k in the refusal',
    'smtp',
    [{ server: '220 mail.test' }, ...ehlo('AUTH PLAIN'), { client: /^AUTH/ }, { server: `535 5.7.8 ${nasty.slice(0, 900)}` }],
  ],
];

let bridge: BridgeProcess;
let servers: ScriptedServer[];
beforeAll(async () => {
  bridge = await startBridgeProcess();
  servers = await Promise.all(attacks.map(([, , script]) => startScriptedServer(script)));
});
afterAll(async () => {
  await bridge[Symbol.asyncDispose]();
  // A hostile script is never played to its end, which is what disposing would complain of.
  await Promise.allSettled(servers.map((server) => server[Symbol.asyncDispose]()));
});

const memoryMb = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${bridge.pid}/status`, 'utf8'))![1]) / 1024;
const list = async (): Promise<Account[]> => {
  const answer = await bridge.call(listAccounts, {});
  if (!answer.ok) throw new Error(answer.failure.kind);
  return answer.value.accounts;
};
const statusOf = ({ smtp, imap }: Account) => (smtp ?? imap)!.status;

test('every attempt ends, in words that are cut and harmless, while the bridge answers and keeps its memory', async () => {
  // What loads with the first attempt is not the servers’ doing.
  const address = (index: number) => `user${index}@mail.test`;
  const save = (index: number, leg: 'imap' | 'smtp', port: number) =>
    bridge.call(saveAccount, {
      change: { address: address(index), [leg]: { host: '127.0.0.1', port, username: address(index), secure: false, password: 'pw' } },
    });
  await save(99, 'imap', 1);
  await expect.poll(async () => (await list()).every((account) => statusOf(account).state !== 'checking')).toBe(true);
  const before = memoryMb();
  for (const [index, [, leg]] of attacks.entries()) expect(await save(index, leg, servers[index]!.port)).toMatchObject({ ok: true });

  let [most, slowest, cursor] = [before, 0, 0];
  for (;;) {
    const startedAt = performance.now();
    const accounts = await list();
    slowest = Math.max(slowest, performance.now() - startedAt);
    most = Math.max(most, memoryMb());
    if (accounts.every((account) => statusOf(account).state !== 'checking')) break;
    const events = await bridge.call(eventsSince, { cursor, waitMs: 250 });
    if (events.ok) ({ cursor } = events.value);
  }
  expect(slowest).toBeLessThan(1_000);
  expect(most - before).toBeLessThan(64);

  for (const account of await list()) {
    const status = statusOf(account);
    expect(status.state, account.address).toBe('failed');
    const text = JSON.stringify(status);
    expect(text).not.toContain('\u202e');
    expect(text.length).toBeLessThan(8_000);
    const attack = attacks.find((_, index) => address(index) === account.address);
    if (attack && status.state === 'failed') record(`${attack[0]} (${attack[1]})`, status.failure.kind);
  }
  record('meanwhile', `slowest answer ${slowest.toFixed(0)} ms, +${(most - before).toFixed(0)} MB`);
}, 120_000);
