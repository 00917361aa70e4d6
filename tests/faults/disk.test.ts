import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { listAccounts, saveAccount } from '@kurrier/shared/api/accounts';
import { createPairing, listDevices } from '@kurrier/shared/api/devices';
import { importSecret } from '@kurrier/shared/channel/box';
import { createHttp } from '@kurrier/shared/channel/http';
import { pairWith } from '@kurrier/shared/channel/pair-with';
import { deriveChannelKeys } from '@kurrier/shared/channel/seal';
import { callerFor } from '../attack/start-target.ts';
import { startBridgeProcess, type BridgeProcess } from '../bridge/start-bridge-process.ts';
import { mountSmallDisk } from './mount-small-disk.ts';
import { runKurrier } from './run-kurrier.ts';

/** What a disk does to a bridge: each fault is a name with a next step, nothing is lost by it, and it is over when the fault is. */
const imap = { host: '127.0.0.1', port: 1, username: 'ann@mail.test', secure: true, password: 'pw' };
const save = (bridge: BridgeProcess, address: string) => bridge.call(saveAccount, { change: { address, imap } });
const addressesOf = async (bridge: BridgeProcess) => {
  const listed = await bridge.call(listAccounts, {});
  return listed.ok ? listed.value.accounts.map(({ address }) => address) : listed.failure;
};
const createCode = async (bridge: BridgeProcess): Promise<string> => {
  const made = await bridge.call(createPairing, {});
  return made.ok && 'code' in made.value ? made.value.code : '';
};
const pair = (bridge: BridgeProcess, code: string) => pairWith(createHttp({ port: bridge.port, timeoutMs: 5_000 }), code, 'Chromium');
const expectWords = (errors: string, title: string) => {
  expect(errors).toContain(`kurrier: ${title}.`);
  expect(errors).not.toMatch(/^\s+at /m);
  expect(errors.trim().split('\n')).toHaveLength(1);
};

test('a full disk is told, loses nothing, and is no reason to distrust a bridge or to make a new pairing code', async () => {
  using disk = mountSmallDisk();
  await using bridge = await startBridgeProcess({ dataDir: disk.folder });
  expect(await save(bridge, 'ann@mail.test')).toMatchObject({ ok: true });

  const code = await createCode(bridge);
  disk.fill();
  expect(await pair(bridge, code)).toEqual({ ok: false, failure: 'not-made', reason: 'disk-full' });
  expect(await save(bridge, 'bob@mail.test')).toEqual({ ok: false, failure: { kind: 'disk-full' } });
  expect(await addressesOf(bridge)).toEqual(['ann@mail.test']);

  disk.empty();
  const paired = await pair(bridge, code);
  if (!paired.ok) throw new Error(paired.failure);
  const { deviceId, bridgeId, deviceKey } = paired.value;
  const call = callerFor(bridge.port, { deviceId, bridgeId, keys: await deriveChannelKeys(await importSecret(deviceKey), deviceId) });

  disk.fill();
  expect(await call(listDevices, {}), 'a pairing that would not last').toEqual({ ok: false, failure: { kind: 'disk-full' } });
  disk.empty();
  expect(await call(listDevices, {})).toMatchObject({ ok: true });
  expect(await save(bridge, 'bob@mail.test')).toMatchObject({ ok: true });
  expect(await addressesOf(bridge)).toEqual(['ann@mail.test', 'bob@mail.test']);
});

test('a paired browser that was not seen for hours is answered on a full disk', async () => {
  using disk = mountSmallDisk();
  let bridge = await startBridgeProcess({ dataDir: disk.folder });
  const paired = await pair(bridge, await createCode(bridge));
  if (!paired.ok) throw new Error(paired.failure);
  const { deviceId, bridgeId, deviceKey } = paired.value;
  const keys = await deriveChannelKeys(await importSecret(deviceKey), deviceId);
  await callerFor(bridge.port, { deviceId, bridgeId, keys })(listDevices, {});
  await bridge.stop();
  const file = path.join(disk.folder, 'keys/devices.json');
  writeFileSync(file, readFileSync(file, 'utf8').replace(/"lastUsedAt": \d+/, `"lastUsedAt": ${Date.now() - 5 * 60 * 60_000}`));
  bridge = await startBridgeProcess({ dataDir: disk.folder });
  disk.fill();
  expect(await callerFor(bridge.port, { deviceId, bridgeId, keys })(listDevices, {})).toMatchObject({ ok: true });
  await bridge.stop();
});

test('a bridge that cannot write when it starts says why and what to do, and starts when it can', async () => {
  using disk = mountSmallDisk();
  disk.fill();
  const first = await runKurrier(disk.folder, ['serve', '--port', '0']);
  expect(first.code).toBe(1);
  expectWords(first.errors, 'The disk is full');
  disk.empty();
  const bridge = await startBridgeProcess({ dataDir: disk.folder });
  await save(bridge, 'ann@mail.test');
  await bridge.stop();

  disk.fill();
  expectWords((await runKurrier(disk.folder, ['serve', '--port', '0'])).errors, 'The disk is full');
  disk.empty();
  const again = await startBridgeProcess({ dataDir: disk.folder });
  expect(await addressesOf(again)).toEqual(['ann@mail.test']);
  await again.stop();

  disk.makeReadOnly();
  for (const command of [
    ['serve', '--port', '0'],
    ['restore', '1'],
  ]) {
    const { code, errors } = await runKurrier(disk.folder, command);
    expect(code).toBe(1);
    expectWords(errors, 'The data folder cannot be written to');
  }
});

test.each([
  ['is a file', 'a'],
  ['lies below a file', 'a/b'],
])('a data folder that %s is told in words', async (_, below) => {
  using disk = mountSmallDisk();
  writeFileSync(path.join(disk.folder, 'a'), '');
  const { code, errors } = await runKurrier(path.join(disk.folder, below), ['serve', '--port', '0']);
  expect(code).toBe(1);
  expectWords(errors, 'The data folder cannot be written to');
});
