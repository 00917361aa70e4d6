import { afterAll, beforeAll, expect, test } from 'vitest';
import { listAccounts, saveAccount } from '@kurrier/shared/api/accounts';
import { listDevices, revokeDevice } from '@kurrier/shared/api/devices';
import { eventsSince } from '@kurrier/shared/api/events';
import { toHex } from '@kurrier/shared/channel/bytes';
import { pairDevice } from '../bridge/pair-device.ts';
import { startBridgeProcess, type BridgeProcess } from '../bridge/start-bridge-process.ts';
import { createAttackTable } from './attack-table.ts';
import { callerFor } from './start-target.ts';

const record = createAttackTable('revoked device');
const notPaired = { ok: false, failure: { kind: 'not-paired' } };

let bridge: BridgeProcess;
beforeAll(async () => {
  bridge = await startBridgeProcess();
});
afterAll(() => bridge[Symbol.asyncDispose]());

test('a call that waits when its device is revoked ends at once and is told nothing more', async () => {
  const device = await pairDevice(bridge);
  const call = callerFor(bridge.port, device, 25_000);
  const { value } = (await call(listAccounts, {})) as { value: { cursor: number } };
  const startedAt = performance.now();
  const waiting = Array.from({ length: 4 }, () => call(eventsSince, { cursor: value.cursor, waitMs: 20_000 }));
  // Answered, so the ones before it are under way.
  expect(await call(listDevices, {})).toMatchObject({ ok: true });
  await bridge.call(revokeDevice, { id: toHex(device.deviceId) });
  const imap = { host: '127.0.0.1', port: 1, username: 'ann@mail.test', secure: true, password: 'pw' };
  expect(await bridge.call(saveAccount, { change: { address: 'ann@mail.test', imap } })).toMatchObject({ ok: true });
  expect(await Promise.all(waiting)).toEqual(waiting.map(() => notPaired));
  expect(performance.now() - startedAt).toBeLessThan(10_000);
  expect(await call(listDevices, {})).toEqual(notPaired);
  record('revoked while its calls wait', 'ended at once, nothing told');
});

test('others go on waiting', async () => {
  const [one, other] = [await pairDevice(bridge), await pairDevice(bridge)];
  const call = callerFor(bridge.port, other, 25_000);
  const { value } = (await call(listAccounts, {})) as { value: { cursor: number } };
  const waiting = call(eventsSince, { cursor: value.cursor, waitMs: 20_000 });
  expect(await call(listDevices, {})).toMatchObject({ ok: true });
  await bridge.call(revokeDevice, { id: toHex(one.deviceId) });
  const imap = { host: '127.0.0.1', port: 1, username: 'bob@mail.test', secure: true, password: 'pw' };
  expect(await bridge.call(saveAccount, { change: { address: 'bob@mail.test', imap } })).toMatchObject({ ok: true });
  expect(await waiting).toMatchObject({ ok: true, value: { events: [{ type: 'account.changed' }] } });
});

test('a device that revokes itself hears that, and nothing after it', async () => {
  const device = await pairDevice(bridge);
  const call = callerFor(bridge.port, device);
  expect(await call(revokeDevice, { id: toHex(device.deviceId) })).toMatchObject({ ok: true, value: { revoked: true } });
  expect(await call(listAccounts, {})).toEqual(notPaired);
  record('revokes itself', 'told so, then not paired');
});
