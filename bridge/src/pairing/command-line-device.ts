import path from 'node:path';
import * as z from 'zod/mini';
import { fromHex, toHex } from '@kurrier/shared/channel/bytes';
import { parseObject } from '@kurrier/shared/channel/json';
import type { PairedDevice } from '@kurrier/shared/channel/pairing';
import { succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import { readPrivateFile, type PermissionProblem } from '../files/private-file.ts';
import { writeAtomic } from '../files/write-atomic.ts';
import type { Devices } from './device-registry.ts';

const DeviceFile = z.strictObject({ deviceId: z.string(), deviceKey: z.string() });
const pathIn = (dataDir: string): string => path.join(dataDir, 'command-line.json');

/**
 * Pairs the command line with this run of the bridge, through a file that only the owner of the data folder can read.
 * Resolves to the device's id.
 */
export const pairCommandLine = async (dataDir: string, devices: Pick<Devices, 'addTemporary'>): Promise<string> => {
  const { deviceId, deviceKey } = await devices.addTemporary();
  await writeAtomic(pathIn(dataDir), JSON.stringify({ deviceId: toHex(deviceId), deviceKey: toHex(deviceKey) }));
  return toHex(deviceId);
};

/** The command line's own device; null where no bridge has run on this data folder. */
export const readCommandLineDevice = async (dataDir: string): Promise<Outcome<PairedDevice | null, PermissionProblem>> => {
  const text = await readPrivateFile(pathIn(dataDir));
  if (!text.ok) return text;
  // What V8 says of broken JSON quotes it, and this is a key: no error may come out of here.
  const { deviceId, deviceKey } = DeviceFile.safeParse(parseObject(Buffer.from(text.value ?? ''))).data ?? {};
  const [id, key] = [fromHex(deviceId, 16), fromHex(deviceKey, 32)];
  return succeed(id && key ? { deviceId: id, deviceKey: key } : null);
};
