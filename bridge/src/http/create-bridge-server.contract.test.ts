import * as z from 'zod/mini';
import { expect, onTestFinished, test } from 'vitest';
import { createCaller } from '@kurrier/shared/bridge/call';
import { importSecret } from '@kurrier/shared/channel/box';
import { randomBytes, toHex } from '@kurrier/shared/channel/bytes';
import { createHttp } from '@kurrier/shared/channel/http';
import { deriveChannelKeys } from '@kurrier/shared/channel/seal';
import { createSealedTransport } from '@kurrier/shared/channel/sealed-transport';
import { defineEndpoint } from '@kurrier/shared/bridge/endpoint';
import { createBridgeServer } from './create-bridge-server.ts';
import { createEndpointTable, mount } from './endpoint-table.ts';

const echo = defineEndpoint({ name: 'test.echo', request: z.strictObject({ text: z.string() }), response: z.object({ text: z.string() }) });
const deviceId = randomBytes(16);
const bridgeId = randomBytes(16);
const keys = await deriveChannelKeys(await importSecret(randomBytes(32)), deviceId);

const startBridge = async (port = 0, { isRevoked = false, isLocked = false } = {}) => {
  const table = createEndpointTable({ report: () => undefined });
  mount(table, echo, ({ text }, { bytes, attach }) => {
    attach(bytes.slice().reverse());
    return { text };
  });
  const find = (id: string) => (id === toHex(deviceId) ? { keys, isRevoked } : undefined);
  const server = createBridgeServer({
    endpoints: table,
    bridgeId,
    devices: { find, markUsed: () => undefined },
    pair: async () => null,
    isLocked: () => isLocked,
  });
  const listening = await server.listen([port]);
  if (!listening.ok) throw new Error('no port');
  onTestFinished(server.close);
  return { ...server, port: listening.value.port };
};
const callerFor = (port: number, credential = { deviceId, bridgeId, keys }) =>
  createCaller({ transport: createSealedTransport({ http: createHttp({ port, timeoutMs: 5_000 }), credential }) });

test('a sealed call with raw bytes reaches the use-case, and its answer comes back', async () => {
  const { port } = await startBridge();
  const answer = await callerFor(port)(echo, { text: 'Grüße' }, Uint8Array.of(1, 2, 3));
  expect(answer).toEqual({ ok: true, value: { text: 'Grüße' }, bytes: Uint8Array.of(3, 2, 1) });
});

test('a call of 1 MiB is carried; more is not', async () => {
  const { port } = await startBridge();
  const bytes = new Uint8Array(1024 * 1024).fill(7);
  const answer = await callerFor(port)(echo, { text: 'x' }, bytes);
  expect(answer.ok && answer.bytes).toEqual(bytes);
  expect(await callerFor(port)(echo, { text: 'x' }, new Uint8Array(1024 * 1024 + 65 * 1024))).toMatchObject({ ok: false });
});

test('after a restart of the bridge the next call goes through', async () => {
  const first = await startBridge();
  const call = callerFor(first.port);
  expect(await call(echo, { text: 'before' })).toMatchObject({ ok: true });
  await first.close();
  expect(await call(echo, { text: 'meanwhile' })).toEqual({ ok: false, failure: { kind: 'not-reachable' } });
  await startBridge(first.port);
  expect(await call(echo, { text: 'after' })).toMatchObject({ ok: true, value: { text: 'after' } });
});

test('revoked, locked and unknown devices are told so, or nothing', async () => {
  const revoked = await startBridge(0, { isRevoked: true });
  expect(await callerFor(revoked.port)(echo, { text: 'x' })).toEqual({ ok: false, failure: { kind: 'not-paired' } });
  const locked = await startBridge(0, { isLocked: true });
  expect(await callerFor(locked.port)(echo, { text: 'x' })).toEqual({ ok: false, failure: { kind: 'locked' } });
  const stranger = { deviceId: randomBytes(16), bridgeId, keys };
  expect(await callerFor(locked.port, stranger)(echo, { text: 'x' })).toEqual({ ok: false, failure: { kind: 'not-trustworthy' } });
});

test('the first free port is taken', async () => {
  const first = await startBridge();
  const server = createBridgeServer({
    endpoints: createEndpointTable({ report: () => undefined }),
    bridgeId,
    devices: { find: () => undefined, markUsed: () => undefined },
    pair: async () => null,
  });
  onTestFinished(server.close);
  expect(await server.listen([first.port])).toEqual({ ok: false, failure: 'no-free-port' });
  const second = await server.listen([first.port, 0]);
  expect(second.ok && second.value.port).not.toBe(first.port);
});
