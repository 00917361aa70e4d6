import { randomBytes } from 'node:crypto';
import path from 'node:path';
import * as z from 'zod/mini';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import { readPrivateFile, type PermissionProblem } from '../files/private-file.ts';
import { writeAtomic } from '../files/write-atomic.ts';

const hex = (bytes: number) => z.string().check(z.regex(new RegExp(`^[0-9a-f]{${2 * bytes}}$`)));

const DeviceRecord = z.strictObject({
  id: hex(16),
  key: hex(32),
  name: z.string(),
  pairedAt: z.number(),
  /** Null until the first good call. */
  lastUsedAt: z.nullable(z.number()),
  /** The key is kept for a while after that, so that the device can be told in words that only the bridge can seal. */
  revokedAt: z.optional(z.number()),
});
export type DeviceRecord = z.infer<typeof DeviceRecord>;

const DevicesFile = z.strictObject({ version: z.literal(1), bridgeId: hex(16), devices: z.array(DeviceRecord) });
export type DevicesFile = z.infer<typeof DevicesFile>;

/** The file is there but cannot be read as one: to start over, with no device paired, it has to be moved away by hand. */
export interface DevicesBroken {
  kind: 'devices-broken';
  path: string;
}

/**
 * Reads `devices.json`, making it, with a new bridge id, where it is missing. It lies in the keys' folder: it stays readable
 * while the vault is locked, so that a device can still be told so.
 */
export const readDevicesFile = async (keyDir: string): Promise<Outcome<DevicesFile, PermissionProblem | DevicesBroken>> => {
  const text = await readPrivateFile(devicesPath(keyDir));
  if (!text.ok) return text;
  if (text.value === null) {
    const fresh: DevicesFile = { version: 1, bridgeId: randomBytes(16).toString('hex'), devices: [] };
    await writeDevicesFile(keyDir, fresh);
    return succeed(fresh);
  }
  const contents = parse(text.value);
  return contents ? succeed(contents) : fail({ kind: 'devices-broken', path: devicesPath(keyDir) });
};

/** Replaces the file as a whole. */
export const writeDevicesFile = (keyDir: string, contents: DevicesFile): Promise<void> =>
  writeAtomic(devicesPath(keyDir), `${JSON.stringify(contents, null, 2)}\n`);

const devicesPath = (keyDir: string): string => path.join(keyDir, 'devices.json');

const parse = (text: string): DevicesFile | null => {
  try {
    return DevicesFile.safeParse(JSON.parse(text)).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
};
