import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { listAccounts, saveAccount, verifyAccount } from '@kurrier/shared/api/accounts';
import { blockedWorkFile, takeRepeatedBlocks } from '../../bridge/src/main/repeated-blocks.ts';
import { nameOfServerWork } from '../../bridge/src/net/current-work.ts';
import { followAccount } from '../bridge/follow-account.ts';
import { startBridgeProcess } from '../bridge/start-bridge-process.ts';
import { startFaultyRelay } from '../send/start-faulty-relay.ts';
import { createAttackTable } from './attack-table.ts';

const record = createAttackTable('watchdog');
const work = nameOfServerWork({ host: 'imap.mail.test', port: 993, username: 'ann@mail.test' });

const createFolder = (): string => {
  const folder = mkdtempSync(path.join(tmpdir(), 'kurrier-watchdog-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};
const start = (folder: string, mode: string, { ms = 0, endMs = 60_000 } = {}) =>
  spawn(process.execPath, [path.join(import.meta.dirname, 'blocked-process.ts'), folder, mode, String(ms), String(endMs)], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });

test('a loop that is blocked for good is named and ended; the second time it is work to be set aside', async () => {
  const folder = createFolder();
  for (const time of [1, 2]) {
    const child = start(folder, 'block', { ms: 1e9, endMs: 1_500 });
    const exit = once(child, 'exit');
    const said = await text(child.stderr);
    expect(await exit).toEqual([null, 'SIGKILL']);
    expect(said).toContain('held up by what came from imap.mail.test:993');
    expect(said).not.toContain('ann@mail.test');
    expect(await takeRepeatedBlocks(folder)).toEqual(time === 1 ? [] : [work]);
  }
  expect(existsSync(blockedWorkFile(folder))).toBe(false);
  record('blocked for good', 'named, ended; the second time set aside');
});

test('a loop that comes free is named and goes on', async () => {
  const folder = createFolder();
  const child = start(folder, 'block', { ms: 2_000 });
  const exit = once(child, 'exit');
  const [out] = (await once(child.stdout, 'data')) as [Buffer];
  child.stdin.end();
  expect([String(out), ...(await exit)]).toEqual(['free\n', 0, null]);
  expect(JSON.parse(readFileSync(blockedWorkFile(folder), 'utf8'))).toMatchObject([{ work }]);
  expect(statSync(blockedWorkFile(folder)).mode & 0o777).toBe(0o600);
  record('blocked for a while', 'named, goes on');
});

test('a process that was suspended, or had nothing to do, was not blocked', async () => {
  const folder = createFolder();
  const child = start(folder, 'idle');
  const exit = once(child, 'exit');
  await once(child.stdout, 'data');
  child.kill('SIGSTOP');
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  child.kill('SIGCONT');
  await new Promise((resolve) => setTimeout(resolve, 600));
  child.stdin.end();
  expect(await exit).toEqual([0, null]);
  expect(existsSync(blockedWorkFile(folder))).toBe(false);
  record('suspended', 'nothing said');
});

test('what blocked the bridge twice is left alone at the next start, with words, until a person tests it again', async () => {
  await using server = await startFaultyRelay(['8BITMIME']);
  const dataDir = createFolder();
  const smtp = { host: '127.0.0.1', port: server.port, username: 'ann@mail.test', secure: false, password: 'pw' };
  const first = await startBridgeProcess({ dataDir });
  const saved = await first.call(saveAccount, { change: { address: 'ann@mail.test', smtp } });
  if (!saved.ok || 'refused' in saved.value) throw new Error('not saved');
  await followAccount(first.call, saved.value);
  const other = await first.call(saveAccount, { change: { address: 'bob@mail.test', smtp: { ...smtp, username: 'bob@mail.test' } } });
  if (!other.ok || 'refused' in other.value) throw new Error('not saved');
  await followAccount(first.call, other.value);
  await first.stop();
  const name = nameOfServerWork(smtp);
  writeFileSync(blockedWorkFile(path.join(dataDir, 'store')), JSON.stringify([1, 2].map((at) => ({ work: name, at }))), { mode: 0o600 });
  const before = server.connections();
  const second = await startBridgeProcess({ dataDir });
  onTestFinished(() => second.stop('SIGKILL'));
  const listed = await second.call(listAccounts, {});
  expect(listed).toMatchObject({
    value: {
      accounts: [
        { address: 'ann@mail.test', smtp: { status: { state: 'failed', failure: { kind: 'local.set_aside', host: '127.0.0.1' } } } },
        { address: 'bob@mail.test', smtp: { status: { state: 'verified' } } },
      ],
    },
  });
  expect(server.connections()).toBe(before);
  const again = await second.call(verifyAccount, { id: saved.value.account.id });
  if (!again.ok || 'refused' in again.value) throw new Error('not started');
  expect((await followAccount(second.call, again.value)).at(-1)).toMatchObject({ smtp: { status: { state: 'verified' } } });
  await second.stop();
  const third = await startBridgeProcess({ dataDir });
  expect(await third.call(listAccounts, {})).toMatchObject({ value: { accounts: [{ smtp: { status: { state: 'verified' } } }, {}] } });
  await third.stop();
  record('blocked twice before', 'set aside; one press tests it again');
});
