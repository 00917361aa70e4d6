import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { saveAccount } from '@kurrier/shared/api/accounts';
import { listDevices, revokeDevice } from '@kurrier/shared/api/devices';
import { listOutbox } from '@kurrier/shared/api/outbox';
import { sendMessage } from '@kurrier/shared/api/send';
import { toHex } from '@kurrier/shared/channel/bytes';
import type { DeviceCredential } from '@kurrier/shared/channel/sealed-transport';
import { isSettled } from '@kurrier/shared/mail/outbox';
import { followAccount } from '../bridge/follow-account.ts';
import { pairDevice } from '../bridge/pair-device.ts';
import { startBridgeProcess } from '../bridge/start-bridge-process.ts';
import { startFaultyRelay } from '../send/start-faulty-relay.ts';
import { createAttackTable } from './attack-table.ts';
import { callerFor } from './start-target.ts';

const record = createAttackTable('two bridges');
const rounds = process.env['KURRIER_SOAK'] === '1' ? 50 : 2;
const messages = 20;
const main = path.resolve(import.meta.dirname, '../../bridge/src/cli/main.ts');

const createDataDir = (): string => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'kurrier-two-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  return dataDir;
};

const holdLock = (file: string) =>
  spawn(process.execPath, [path.join(import.meta.dirname, 'lock-process.ts'), file], { stdio: ['pipe', 'pipe', 'inherit'] });

const run = async (command: string, dataDir: string) => {
  const child = spawn(process.execPath, [main, command, '--data', dataDir, ...(command === 'serve' ? ['--port', '0'] : [])], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exit = once(child, 'exit');
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: (await exit)[0] as number, output: out + err };
};

test(
  `a suspended bridge keeps its folder, ${rounds} times over: each of ${messages} queued messages is sent once, revocations stay`,
  { timeout: 60_000 + rounds * 8_000 },
  async () => {
    await using server = await startFaultyRelay(['PIPELINING', '8BITMIME']);
    const dataDir = createDataDir();
    const bridge = await startBridgeProcess({ dataDir });
    onTestFinished(() => bridge.stop('SIGKILL'));
    const smtp = { host: '127.0.0.1', port: server.port, username: 'ann@mail.test', secure: false, password: 'pw' };
    const saved = await bridge.call(saveAccount, { change: { address: 'ann@mail.test', smtp } });
    if (!saved.ok || 'refused' in saved.value) throw new Error('not saved');
    await followAccount(bridge.call, saved.value);
    const accountId = saved.value.account.id;
    const sendRange = async (from: number, to: number) => {
      for (let index = from; index < to; index++) {
        const message = { from: { address: 'ann@mail.test' }, to: [{ address: 'bob@mail.test' }], subject: `message ${index}` };
        const sent = await bridge.call(sendMessage, { accountId, idempotencyKey: `message-${index}`, holdMs: 0, message });
        expect(sent).toMatchObject({ ok: true, value: { existing: false } });
      }
    };
    const revoked: DeviceCredential[] = [];
    for (let round = 0; round < rounds; round++) {
      await sendRange(Math.floor((round * messages) / rounds), Math.floor(((round + 1) * messages) / rounds));
      const device = await pairDevice(bridge);
      expect(await bridge.call(revokeDevice, { id: toHex(device.deviceId) })).toMatchObject({ value: { revoked: true } });
      revoked.push(device);
      process.kill(bridge.pid, 'SIGSTOP');
      const second = await run('serve', dataDir);
      expect(second.output).toContain(`process ${bridge.pid}`);
      expect(second.output).toContain(`port ${bridge.port}`);
      expect(second.code).toBe(1);
      process.kill(bridge.pid, 'SIGCONT');
      for (const one of revoked)
        expect(await callerFor(bridge.port, one)(listDevices, {})).toEqual({ ok: false, failure: { kind: 'not-paired' } });
    }
    const entries = async () => {
      const listed = await bridge.call(listOutbox, { limit: 500 });
      return listed.ok ? listed.value.entries : [];
    };
    await expect.poll(async () => (await entries()).every(isSettled), { timeout: 20_000 }).toBe(true);
    expect((await entries()).map(({ status }) => status.state)).toEqual(Array(messages).fill('sent'));
    const subjects = server.taken.map(({ content }) => /^Subject: (.*)\r$/m.exec(content)?.[1]);
    expect(subjects).toHaveLength(messages);
    expect(new Set(subjects)).toEqual(new Set(Array.from({ length: messages }, (_, index) => `message ${index}`)));
    const file = JSON.parse(readFileSync(path.join(dataDir, 'keys/devices.json'), 'utf8')) as { devices: { revokedAt?: number }[] };
    expect(file.devices.map(({ revokedAt }) => typeof revokedAt)).toEqual(Array(rounds).fill('number'));
    record('frozen and thawed', `${rounds} times: named, ${messages} messages sent once, ${rounds} revocations kept`);
  },
);

test('a lock file that a killed bridge left, whatever it says, does not block the next start', async () => {
  const dataDir = createDataDir();
  for (const lock of [
    { port: 0, since: 0 },
    { port: 0, since: Date.now() + 10 ** 10 },
    { port: 9, since: Date.now() },
  ]) {
    const killed = await startBridgeProcess({ dataDir });
    await killed.stop('SIGKILL');
    writeFileSync(path.join(dataDir, 'store/bridge.lock'), JSON.stringify({ pid: process.pid, bridgeId: '0'.repeat(32), ...lock }));
  }
  const bridge = await startBridgeProcess({ dataDir });
  await bridge.stop();
  record('left behind: port 0, a time to come, a process id that lives', 'starts');
});

test('the command line names a process that has the folder and does not answer, and does not advise a second start', async () => {
  const dataDir = createDataDir();
  mkdirSync(path.join(dataDir, 'store'), { mode: 0o700 });
  const file = path.join(dataDir, 'store/bridge.lock');
  const holder = holdLock(file);
  await once(holder.stdout, 'data');
  for (const [port, words] of [
    [0, 'is still starting, or is suspended'],
    [1, 'does not answer on port 1'],
  ] as const) {
    writeFileSync(file, JSON.stringify({ pid: holder.pid, port, bridgeId: '0'.repeat(32), since: 0 }));
    writeFileSync(path.join(dataDir, 'store/command-line.json'), JSON.stringify({ deviceId: '0'.repeat(32), deviceKey: '0'.repeat(64) }), {
      mode: 0o600,
    });
    const asked = await run('devices', dataDir);
    expect(asked.output).toContain(`process ${holder.pid} has this data folder`);
    expect(asked.output).toContain(words);
    expect(asked.output).not.toContain('npm start');
  }
  const exit = once(holder, 'exit');
  holder.kill('SIGKILL');
  await exit;
  expect((await run('devices', dataDir)).output).toContain('No bridge is running');
  record('command line, no answer', 'names the process; advises a start only once it is gone');
});

test('of eight that find a stale lock at once one gets it', async () => {
  const file = path.join(createDataDir(), 'bridge.lock');
  writeFileSync(file, JSON.stringify({ pid: 1, port: 9, bridgeId: 'b', since: 0 }), { mode: 0o600 });
  const children = Array.from({ length: 8 }, () => holdLock(file));
  const said = await Promise.all(children.map(async ({ stdout }) => String((await once(stdout, 'data'))[0]).trim()));
  expect(said.sort()).toEqual(['held', ...Array(7).fill('refused')]);
  await Promise.all(
    children.map((child) => {
      const exit = once(child, 'exit');
      child.stdin.end();
      return exit;
    }),
  );
  record('eight at once', 'one gets it');
});
