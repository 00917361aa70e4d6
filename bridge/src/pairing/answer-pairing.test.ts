import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { encodeText, randomBytes, toHex, type Bytes } from '@kurrier/shared/channel/bytes';
import { createPairingCode } from '@kurrier/shared/channel/pairing-code';
import { startPairing } from '@kurrier/shared/channel/pairing';
import { openDevices } from './device-registry.ts';
import { createAnswerPairing } from './answer-pairing.ts';
import { createPairingCodes } from './pairing-codes.ts';

const dayMs = 24 * 60 * 60_000;
const start = { bridgeId: randomBytes(16), boot: randomBytes(16) };
const signal = new AbortController().signal;

const setUp = async () => {
  const keyDir = await mkdtemp(path.join(tmpdir(), 'kurrier-devices-'));
  onTestFinished(() => rm(keyDir, { recursive: true }));
  const clock = { nowMs: 1_800_000_000_000 };
  const now = () => clock.nowMs;
  const reopen = async () => {
    const opened = await openDevices({ keyDir, now });
    if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
    return opened.value;
  };
  const devices = await reopen();
  const codes = createPairingCodes({ now });
  const pair = createAnswerPairing({ codes, devices, report: () => undefined });
  const send = async (code: string, name = 'Chromium on Linux') => {
    const client = await startPairing(code, start, name);
    const answer = await pair(encodeText(JSON.stringify(client.request)), start, signal);
    return answer && client.open({ ...answer });
  };
  const sendToFullDisk = async (code: string) => {
    const client = await startPairing(code, start, 'Chromium on Linux');
    const answer = await pair(encodeText(JSON.stringify(client.request)), start, signal);
    return answer && client.openFailure({ ...answer });
  };
  return { keyDir, clock, devices, reopen, codes, pair, send, sendToFullDisk };
};
const idOf = (device: { deviceId: Bytes } | null) => toHex(device!.deviceId);

test('a shown code makes a device that lasts from its first good call on', async () => {
  const { codes, send, devices, reopen, clock } = await setUp();
  const device = await send((await codes.create()).code);
  expect(devices.list()).toEqual([]);
  expect(devices.find(idOf(device))).toMatchObject({ isRevoked: false });
  await devices.markUsed(idOf(device));
  expect(devices.list()).toMatchObject([{ id: idOf(device), name: 'Chromium on Linux' }]);
  clock.nowMs += dayMs;
  const reopened = await reopen();
  expect(toHex(reopened.bridgeId)).toBe(toHex(devices.bridgeId));
  expect(reopened.find(idOf(device))).toMatchObject({ isRevoked: false });
});

test('a device that never called is forgotten after ten minutes', async () => {
  const { codes, send, devices, clock } = await setUp();
  const device = await send((await codes.create()).code);
  clock.nowMs += 10 * 60_000;
  expect(devices.find(idOf(device))).toBeUndefined();
});

test('a wrong, used or expired code pairs nothing', async () => {
  const { codes, send, clock, devices } = await setUp();
  const { code } = await codes.create();
  for (let attempt = 0; attempt < 6; attempt++) expect(await send(createPairingCode())).toBeNull();
  expect(await send(code)).not.toBeNull();
  expect(await send(code)).toBeNull();
  const late = await codes.create();
  clock.nowMs += 10 * 60_000;
  expect(await send(late.code)).toBeNull();
  expect(devices.list()).toEqual([]);
});

test('of two that use a code at once one gets it', async () => {
  const { codes, send } = await setUp();
  const { code } = await codes.create();
  const results = await Promise.all([send(code), send(code)]);
  expect(results.filter((device) => device !== null)).toHaveLength(1);
});

test.each(['', 'two\nlines', 'x'.repeat(81), 'right-to-left \u202e'])('the name %j is not taken, and the code stays good', async (name) => {
  const { codes, send } = await setUp();
  const { code } = await codes.create();
  expect(await send(code, name)).toBeNull();
  expect(await send(code)).not.toBeNull();
});

test('a revoked or stale device is known as ended, and later not at all', async () => {
  const { codes, send, devices, clock, reopen } = await setUp();
  const [one, two] = [await send((await codes.create()).code), await send((await codes.create()).code)];
  await devices.markUsed(idOf(one));
  await devices.markUsed(idOf(two));
  expect(await devices.revoke(idOf(one))).toBe(true);
  expect(await devices.revoke(idOf(one))).toBe(false);
  expect(devices.find(idOf(one))).toMatchObject({ isRevoked: true });
  clock.nowMs += 89 * dayMs;
  await devices.markUsed(idOf(two));
  clock.nowMs += 90 * dayMs;
  expect(devices.find(idOf(one))).toBeUndefined();
  expect((await reopen()).find(idOf(two))).toMatchObject({ isRevoked: true });
  expect(devices.list()).toEqual([]);
  clock.nowMs += 90 * dayMs;
  await devices.add('another');
  expect(devices.find(idOf(two))).toBeUndefined();
});

test.each([1, 5, 40])('a start with a clock %i years ahead ends no pairing for good', async (years) => {
  const { codes, send, devices, clock, reopen } = await setUp();
  const [one, two, three] = [
    await send((await codes.create()).code),
    await send((await codes.create()).code),
    await send((await codes.create()).code),
  ];
  for (const device of [one, two, three]) await devices.markUsed(idOf(device));
  await devices.revoke(idOf(three));
  const rightMs = clock.nowMs;
  clock.nowMs += years * 365 * dayMs;
  const ahead = await reopen();
  const added = await ahead.add('paired meanwhile');
  await ahead.markUsed(idOf(added));
  clock.nowMs = rightMs + dayMs;
  const right = await reopen();
  for (const device of [one, two, added]) expect(right.find(idOf(device))).toMatchObject({ isRevoked: false });
  expect(right.find(idOf(three))).toMatchObject({ isRevoked: true });
});

test.each([1, 60, 365, 20_000])(
  'a clock that is set back %i days gives nothing back to a revoked device, and takes nothing from the others',
  async (days) => {
    const { codes, send, devices, clock, reopen } = await setUp();
    const [one, two] = [await send((await codes.create()).code), await send((await codes.create()).code)];
    for (const device of [one, two]) await devices.markUsed(idOf(device));
    await devices.revoke(idOf(one));
    clock.nowMs -= days * dayMs;
    for (const found of [devices, await reopen()]) {
      expect(found.find(idOf(one))).toMatchObject({ isRevoked: true });
      expect(found.find(idOf(two))).toMatchObject({ isRevoked: false });
      expect(found.list().map(({ id }) => id)).toEqual([idOf(two)]);
      await found.markUsed(idOf(two));
    }
    clock.nowMs += days * dayMs;
    expect((await reopen()).find(idOf(two))).toMatchObject({ isRevoked: false });
  },
);

test('devices that were forgotten leave the file when it holds a hundred', async () => {
  const { devices, clock, keyDir } = await setUp();
  for (let index = 0; index < 100; index++) await devices.markUsed(idOf(await devices.add(`device ${index}`)));
  clock.nowMs += 365 * dayMs;
  await devices.add('one more');
  const { devices: written } = JSON.parse(await readFile(path.join(keyDir, 'devices.json'), 'utf8')) as { devices: unknown[] };
  expect(written).toHaveLength(100);
});

test('a device can be renamed; codes are never written', async () => {
  const { codes, send, devices, keyDir } = await setUp();
  const { code } = await codes.create();
  const device = await send(code);
  await devices.markUsed(idOf(device));
  expect(await devices.rename(idOf(device), 'Kitchen')).toMatchObject({ name: 'Kitchen' });
  expect(await devices.rename(toHex(randomBytes(16)), 'Kitchen')).toBeNull();
  const text = await readFile(path.join(keyDir, 'devices.json'), 'utf8');
  expect(text).toContain('Kitchen');
  expect(text).not.toContain(code);
});

test.each(['', '[]', '{}', '{"version":1}', '{"version":1,"codeId":"zz","salt":"","nonce":"","box":""}'])(
  '%s is no pairing request',
  async (body) => {
    const { pair } = await setUp();
    expect(await pair(encodeText(body), start, signal)).toBeNull();
  },
);

/** Nothing can be renamed onto a folder that is not empty: every write of the file fails, for root, too. */
const blockWrites = async (keyDir: string) => {
  const file = path.join(keyDir, 'devices.json');
  const text = await readFile(file, 'utf8');
  await rm(file);
  await mkdir(path.join(file, 'in the way'), { recursive: true });
  return async () => {
    await rm(file, { recursive: true });
    await writeFile(file, text, { mode: 0o600 });
  };
};

test('a pairing that cannot be stored is told to whoever holds the code, costs no code, and leaves no device', async () => {
  const { keyDir, codes, send, sendToFullDisk, devices } = await setUp();
  const { code } = await codes.create();
  const unblock = await blockWrites(keyDir);
  expect(await sendToFullDisk(code)).toBe('disk-read-only');
  expect(await send(code)).toBeNull();
  await unblock();
  const device = await send(code);
  await devices.markUsed(idOf(device));
  expect(devices.list()).toHaveLength(1);
  expect(await send(code)).toBeNull();
});

test('where nothing can be written, a device in use goes on, a new one is not made to last, and a revoked one stays out', async () => {
  const { keyDir, codes, send, devices, clock, reopen } = await setUp();
  const [used, fresh, unwanted] = [
    await send((await codes.create()).code),
    await send((await codes.create()).code),
    await send((await codes.create()).code),
  ];
  for (const device of [used, unwanted]) await devices.markUsed(idOf(device));
  const unblock = await blockWrites(keyDir);
  await expect(devices.markUsed(idOf(fresh))).rejects.toThrow('EISDIR');
  clock.nowMs += dayMs / 24;
  await devices.markUsed(idOf(used));
  expect(devices.find(idOf(used))).toMatchObject({ isRevoked: false });
  await expect(devices.revoke(idOf(unwanted))).rejects.toThrow('EISDIR');
  expect(devices.find(idOf(unwanted))).toMatchObject({ isRevoked: true });
  await expect(devices.rename(idOf(used), 'another')).rejects.toThrow('EISDIR');
  expect(devices.list()).toMatchObject([{ name: 'Chromium on Linux' }]);
  await unblock();
  await devices.rename(idOf(used), 'another');
  const after = await reopen();
  expect(after.list()).toMatchObject([{ id: idOf(used), name: 'another' }]);
  expect(after.find(idOf(unwanted))).toMatchObject({ isRevoked: true });
});
