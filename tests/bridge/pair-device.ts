import { createPairing, listDevices } from '@kurrier/shared/api/devices';
import { importSecret } from '@kurrier/shared/channel/box';
import { createHttp } from '@kurrier/shared/channel/http';
import { pairWith } from '@kurrier/shared/channel/pair-with';
import { deriveChannelKeys } from '@kurrier/shared/channel/seal';
import type { DeviceCredential } from '@kurrier/shared/channel/sealed-transport';
import { callerFor } from '../attack/start-target.ts';
import type { BridgeProcess } from './start-bridge-process.ts';

/** Pairs a device with a running bridge, as a browser does, its first good call included. */
export const pairDevice = async ({ call, port }: Pick<BridgeProcess, 'call' | 'port'>): Promise<DeviceCredential> => {
  const made = await call(createPairing, {});
  if (!made.ok || 'refused' in made.value) throw new Error('no pairing code');
  const paired = await pairWith(createHttp({ port, timeoutMs: 5000 }), made.value.code, 'browser');
  if (!paired.ok) throw new Error(paired.failure);
  const { deviceId, deviceKey, bridgeId } = paired.value;
  const credential = { deviceId, bridgeId, keys: await deriveChannelKeys(await importSecret(deviceKey), deviceId) };
  const first = await callerFor(port, credential)(listDevices, {});
  if (!first.ok) throw new Error(first.failure.kind);
  return credential;
};
