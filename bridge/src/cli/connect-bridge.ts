import path from 'node:path';
import { createCaller, type Call } from '@kurrier/shared/bridge/call';
import { importSecret } from '@kurrier/shared/channel/box';
import { fromHex } from '@kurrier/shared/channel/bytes';
import { createHttp } from '@kurrier/shared/channel/http';
import { deriveChannelKeys } from '@kurrier/shared/channel/seal';
import { createSealedTransport } from '@kurrier/shared/channel/sealed-transport';
import { readLock } from '../files/lock-file.ts';
import type { PermissionProblem } from '../files/private-file.ts';
import { readCommandLineDevice } from '../pairing/command-line-device.ts';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';

/** Longer than the longest wait that a call may ask for. */
const timeoutMs = 30_000;

/** Connects to the bridge that runs on this data folder, as the command line's own device. `now`: the clock of its computer, if not ours. */
export const connectBridge = async (
  dataDir: string,
  now = Date.now,
): Promise<Outcome<Call, PermissionProblem | { kind: 'not-running' }>> => {
  const lock = await readLock(path.join(dataDir, 'bridge.lock'));
  if (!lock.ok) return lock;
  const device = await readCommandLineDevice(dataDir);
  if (!device.ok) return device;
  const bridgeId = fromHex(lock.value?.bridgeId, 16);
  if (!lock.value?.port || !bridgeId || !device.value) return fail({ kind: 'not-running' });
  const { deviceId, deviceKey } = device.value;
  const keys = await deriveChannelKeys(await importSecret(deviceKey), deviceId);
  const http = createHttp({ port: lock.value.port, timeoutMs });
  return succeed(createCaller({ transport: createSealedTransport({ http, credential: { deviceId, bridgeId, keys }, now }) }));
};
