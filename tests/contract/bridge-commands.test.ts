import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listDevices } from '@kurrier/shared/api/devices';
import { vaultState } from '@kurrier/shared/api/vault';
import { createHttp } from '@kurrier/shared/channel/http';
import { readPairingCode } from '@kurrier/shared/channel/pairing-code';
import { pairWith } from '@kurrier/shared/channel/pair-with';
import { importSecret } from '@kurrier/shared/channel/box';
import { deriveChannelKeys } from '@kurrier/shared/channel/seal';
import { callerFor } from '../attack/start-target.ts';
import { startBridgeProcess, type BridgeProcess } from '../bridge/start-bridge-process.ts';

let bridge: BridgeProcess;
beforeAll(async () => void (bridge = await startBridgeProcess()));
afterAll(async () => {
  await bridge[Symbol.asyncDispose]();
  rmSync(bridge.dataDir, { recursive: true, force: true });
});

const main = path.resolve(import.meta.dirname, '../../bridge/src/cli/main.ts');
/** Runs a command on the data folder of the bridge, as people do. */
const kurrier = async (args: string[], input = '') => {
  const child = spawn(process.execPath, [main, ...args, '--data', bridge.dataDir], { stdio: 'pipe' });
  child.stdin.end(input);
  const exited = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await exited, output, errors };
};
const pairAs = async (code: string, name: string) => {
  const paired = await pairWith(createHttp({ port: bridge.port, timeoutMs: 5_000 }), readPairingCode(code)!, name);
  if (!paired.ok) throw new Error(paired.failure);
  const { deviceId, deviceKey, bridgeId } = paired.value;
  return callerFor(bridge.port, { deviceId, bridgeId, keys: await deriveChannelKeys(await importSecret(deviceKey), deviceId) });
};

test('pair shows a code; devices lists, renames and revokes; the revoked one is told so', async () => {
  const shown = await kurrier(['pair']);
  const call = await pairAs(/Pairing code: (\S+)/.exec(shown.output)![1]!, 'Kitchen');
  const listed = await call(listDevices, {});
  const id = listed.ok ? listed.value.thisDevice : '';
  expect((await kurrier(['devices'])).output).toContain(`${id.slice(0, 8)}  Kitchen`);
  expect(await kurrier(['devices', '--rename', id.slice(0, 8), '--name', 'Cellar'])).toMatchObject({
    code: 0,
    output: 'Kitchen is now Cellar.\n',
  });
  expect(await kurrier(['devices', '--revoke', 'ffff'])).toMatchObject({ code: 2 });
  expect(await kurrier(['devices', '--revoke', id])).toMatchObject({ code: 0, output: 'Cellar may no longer use the bridge.\n' });
  expect(await call(listDevices, {})).toEqual({ ok: false, failure: { kind: 'not-paired' } });
  expect((await kurrier(['devices'])).output).toBe('No browser is paired.\n');
});

test('call is the curl of the bridge', async () => {
  const { code, output } = await kurrier(['call', 'vault.state'], '{}');
  expect([code, JSON.parse(output)]).toEqual([0, { state: 'open', keyHolder: 'key-file' }]);
  expect(await kurrier(['call', 'accounts.list'], '{"more":1}')).toMatchObject({
    code: 1,
    errors: expect.stringContaining('did not take the request'),
  });
  expect(await kurrier(['call', 'accounts.unknown'])).toMatchObject({ code: 1, errors: expect.stringContaining('do not fit') });
  expect(await kurrier(['call', '../discovery'])).toMatchObject({ code: 2 });
});

test('rotate changes the key, also to a passphrase, with which unlock opens a restarted bridge', async () => {
  expect(await kurrier(['rotate'])).toMatchObject({ code: 0, output: 'Rotated. The new key is kept by the key file.\n' });
  expect(await kurrier(['rotate', '--passphrase'], 'over the hills\n')).toMatchObject({
    code: 0,
    output: 'Rotated. The new key is kept by your passphrase.\n',
  });
  const { dataDir } = bridge;
  await bridge.stop();
  bridge = await startBridgeProcess({ dataDir });
  expect(await bridge.call(vaultState, {})).toMatchObject({ value: { state: 'locked', reason: 'passphrase-needed' } });
  expect(await kurrier(['rotate'])).toMatchObject({ code: 1, errors: expect.stringContaining('locked') });
  expect(await kurrier(['unlock'], 'far away\n')).toMatchObject({ code: 1, output: 'This is not the vault’s passphrase. Try again.\n' });
  expect(await kurrier(['unlock'], 'over the hills\n')).toMatchObject({ code: 0, output: 'Open.\n' });
  expect(await bridge.call(vaultState, {})).toMatchObject({ value: { state: 'open', keyHolder: 'passphrase' } });
});

test('a passphrase of fewer than ten characters is refused, and one that is there can be taken off', async () => {
  for (const short of ['', 'short', '123456789'])
    expect(await kurrier(['rotate', '--passphrase'], `${short}\n`)).toMatchObject({
      code: 2,
      errors: expect.stringContaining('10 characters'),
    });
  expect(await kurrier(['rotate', '--passphrase', '--no-passphrase'])).toMatchObject({ code: 2 });
  expect(await kurrier(['rotate', '--no-passphrase'])).toMatchObject({
    code: 0,
    output: 'Rotated. The new key is kept by the key file.\n',
  });
  expect(await bridge.call(vaultState, {})).toMatchObject({ value: { state: 'open', keyHolder: 'key-file' } });
});

test('without a bridge each command says so', async () => {
  await bridge.stop();
  for (const command of ['pair', 'devices', 'rotate', 'unlock'])
    expect(await kurrier([command])).toMatchObject({ code: 1, errors: expect.stringContaining('No bridge is running') });
});
