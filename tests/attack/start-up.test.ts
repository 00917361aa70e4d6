import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { saveAccount } from '@kurrier/shared/api/accounts';
import { vaultState } from '@kurrier/shared/api/vault';
import { startBridgeProcess } from '../bridge/start-bridge-process.ts';
import { createAttackTable } from './attack-table.ts';

const record = createAttackTable('start-up');
const main = path.resolve(import.meta.dirname, '../../bridge/src/cli/main.ts');

const serve = (nodeOptions: string[], args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...nodeOptions, main, 'serve', '--port', '0', ...args], {
    encoding: 'utf8',
    timeout: 10_000,
  });
  return { status, output: stdout + stderr };
};

/** A data folder in which a bridge has run and holds an account, to be copied for each test. */
const template = mkdtempSync(path.join(tmpdir(), 'kurrier-start-'));
beforeAll(async () => {
  const bridge = await startBridgeProcess({ dataDir: template });
  const imap = { host: '127.0.0.1', port: 1, username: 'ann@mail.test', secure: true, password: 'pw' };
  expect(await bridge.call(saveAccount, { change: { address: 'ann@mail.test', imap } })).toMatchObject({ ok: true });
  await bridge.stop();
});
afterAll(() => rmSync(template, { recursive: true }));

const createDataDir = (): string => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'kurrier-start-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  cpSync(template, dataDir, { recursive: true });
  return dataDir;
};
const snapshot = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file).isFile() && !/sqlite|command-line|lock/.test(file))
    .map((file) => [file, readFileSync(file, 'utf8')]);

test.each([
  ['key file 0644', 'keys/vault.key', (file: string) => chmodSync(file, 0o644), /chmod 600/],
  ['vault file 0640', 'store/vault.json', (file: string) => chmodSync(file, 0o640), /chmod 600/],
  ['devices file 0604', 'keys/devices.json', (file: string) => chmodSync(file, 0o604), /chmod 600/],
  ['database 0644', 'store/accounts.sqlite', (file: string) => chmodSync(file, 0o644), /chmod 600/],
  ['store folder 0777', 'store', (file: string) => chmodSync(file, 0o777), /chmod 700/],
  ['keys folder 0755', 'keys', (file: string) => chmodSync(file, 0o755), /chmod 700/],
  [
    'key file a symlink',
    'keys/vault.key',
    (file: string) => {
      renameSync(file, `${file}.elsewhere`);
      symlinkSync(`${file}.elsewhere`, file);
    },
    /rm .* && mv /,
  ],
  [
    'store folder a symlink',
    'store',
    (file: string) => {
      renameSync(file, `${file}.elsewhere`);
      symlinkSync(`${file}.elsewhere`, file);
    },
    /rm .* && mv /,
  ],
  ['key file of another user', 'keys/vault.key', (file: string) => chownSync(file, 65534, 65534), /chown/],
])('%s: does not start, and the command it names mends it', async (name, file, damage, command) => {
  if (name.includes('another user') && process.getuid?.() !== 0) return;
  const dataDir = createDataDir();
  damage(path.join(dataDir, file));
  const refused = serve([], ['--data', dataDir]);
  expect(refused.status).toBe(1);
  expect(refused.output).toContain(path.join(dataDir, file));
  expect(refused.output).toMatch(command);
  const mend = /mends it: (.*)/.exec(refused.output)![1]!;
  expect(spawnSync('sh', ['-c', mend.replace('sudo ', '')]).status).toBe(0);
  const bridge = await startBridgeProcess({ dataDir });
  expect(await bridge.call(vaultState, {})).toMatchObject({ value: { state: 'open' } });
  await bridge.stop();
  record(name, `refused: ${mend.replaceAll(dataDir, '…')}`);
});

test('key gone while records exist: locked, files unchanged, and open again once it is back', async () => {
  const dataDir = createDataDir();
  const key = path.join(dataDir, 'keys/vault.key');
  renameSync(key, path.join(dataDir, 'vault.key.away'));
  const before = snapshot(dataDir);
  const bridge = await startBridgeProcess({ dataDir });
  expect(await bridge.call(vaultState, {})).toMatchObject({ value: { state: 'locked', reason: 'key-missing', path: key } });
  const imap = { host: '127.0.0.1', port: 1, username: 'bob@mail.test', secure: true, password: 'pw' };
  expect(await bridge.call(saveAccount, { change: { address: 'bob@mail.test', imap } })).toEqual({
    ok: false,
    failure: { kind: 'locked' },
  });
  expect(bridge.output()).toContain(key);
  await bridge.stop();
  expect(snapshot(dataDir)).toEqual(before);
  renameSync(path.join(dataDir, 'vault.key.away'), key);
  const again = await startBridgeProcess({ dataDir });
  expect(await again.call(vaultState, {})).toMatchObject({ value: { state: 'open' } });
  await again.stop();
  record('key file gone', 'locked, nothing written');
});

test('a second start says where the first one is, and changes nothing', async () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'kurrier-start-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const bridge = await startBridgeProcess({ dataDir });
  const second = serve([], ['--data', dataDir]);
  expect(second.status).toBe(1);
  expect(second.output).toContain(`port ${bridge.port} (process ${bridge.pid})`);
  expect(await bridge.call(vaultState, {})).toMatchObject({ ok: true });
  expect(statSync(path.join(dataDir, 'store/bridge.lock')).mode & 0o777).toBe(0o600);
  await bridge.stop('SIGKILL');
  const third = await startBridgeProcess({ dataDir });
  expect(await third.call(vaultState, {})).toMatchObject({ ok: true });
  await third.stop();
  expect(existsSync(path.join(dataDir, 'store/bridge.lock'))).toBe(false);
  record('second start', 'names the first; a killed one is taken over');
});

test('with the inspector open it does not start, except on a throw-away folder', async () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'kurrier-start-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  for (const option of ['--inspect=0', '--inspect=127.0.0.1:0']) {
    const refused = serve([option], ['--data', dataDir]);
    expect(refused.status, refused.output).toBe(2);
    expect(refused.output).toContain('inspector');
  }
  expect(readdirSync(dataDir)).toEqual([]);
  expect(serve(['--inspect=0'], ['--dev', '--data', dataDir]).status).toBe(2);
  record('inspector open', 'refused without --dev');
});
