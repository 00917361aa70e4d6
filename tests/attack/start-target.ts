import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as z from 'zod/mini';
import { createEndpointTable, mount } from '../../bridge/src/http/endpoint-table.ts';
import { createBridgeServer, type BridgeServerOptions } from '../../bridge/src/http/create-bridge-server.ts';
import { openDevices } from '../../bridge/src/pairing/device-registry.ts';
import { createAnswerPairing } from '../../bridge/src/pairing/answer-pairing.ts';
import { createPairingCodes } from '../../bridge/src/pairing/pairing-codes.ts';
import { createCaller } from '@kurrier/shared/bridge/call';
import { importSecret } from '@kurrier/shared/channel/box';
import { createHttp } from '@kurrier/shared/channel/http';
import { deriveChannelKeys } from '@kurrier/shared/channel/seal';
import { createSealedTransport, type DeviceCredential } from '@kurrier/shared/channel/sealed-transport';
import { defineEndpoint } from '@kurrier/shared/bridge/endpoint';

/** Answers with what it was asked. */
export const echo = defineEndpoint({
  name: 'test.echo',
  request: z.strictObject({ text: z.string() }),
  response: z.object({ text: z.string() }),
});

/** A bridge as wiring makes it, with one endpoint, one paired device, and a count of the calls that got through to a handler. */
export const startTarget = async (
  options: Partial<Pick<BridgeServerOptions, 'limits' | 'now'>> & { port?: number; keyDir?: string } = {},
) => {
  const keyDir = options.keyDir ?? (await mkdtemp(path.join(tmpdir(), 'kurrier-attack-')));
  const opened = await openDevices({ keyDir });
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
  const devices = opened.value;
  const codes = createPairingCodes();
  const table = createEndpointTable({ report: (error) => console.error(error) });
  let handled = 0;
  mount(table, echo, ({ text }) => {
    handled += 1;
    return { text };
  });
  const server = createBridgeServer({
    endpoints: table,
    devices,
    bridgeId: devices.bridgeId,
    pair: createAnswerPairing({ codes, devices, report: () => undefined }),
    report: (error) => console.error(error),
    ...(options.limits && { limits: options.limits }),
    ...(options.now && { now: options.now }),
  });
  const listening = await server.listen([options.port ?? 0]);
  if (!listening.ok) throw new Error(listening.failure);
  const { port } = listening.value;

  const pairDirectly = async (): Promise<DeviceCredential> => {
    const { deviceId, deviceKey } = await devices.add('test');
    return { deviceId, bridgeId: devices.bridgeId, keys: await deriveChannelKeys(await importSecret(deviceKey), deviceId) };
  };
  const credential = await pairDirectly();
  const stop = async () => {
    await server.close();
    if (!options.keyDir) await rm(keyDir, { recursive: true });
  };
  return {
    port,
    devices,
    codes,
    credential,
    start: server.start,
    pairDirectly,
    handled: () => handled,
    call: callerFor(port, credential),
    stop,
    [Symbol.asyncDispose]: stop,
  };
};
export type Target = Awaited<ReturnType<typeof startTarget>>;

/** A caller with that credential against that port. */
export const callerFor = (port: number, credential: DeviceCredential, timeoutMs = 5_000) =>
  createCaller({ transport: createSealedTransport({ http: createHttp({ port, timeoutMs }), credential }) });
