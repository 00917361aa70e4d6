import { createQueue } from '../async/serial-queue.ts';
import { randomBytes } from 'node:crypto';
import type { Device } from '@kurrier/shared/api/devices';
import { importSecret } from '@kurrier/shared/channel/box';
import { fromHex, type Bytes } from '@kurrier/shared/channel/bytes';
import type { PairedDevice } from '@kurrier/shared/channel/pairing';
import { deriveChannelKeys, type ChannelKeys } from '@kurrier/shared/channel/seal';
import { succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import type { PermissionProblem } from '../files/private-file.ts';
import { lifeOf } from './device-lifetime.ts';
import { readDevicesFile, writeDevicesFile, type DeviceRecord, type DevicesBroken } from './device-file.ts';

/** A call only has to prove once in a while that the device is in use. */
const usedPrecisionMs = 60 * 60_000;
/** Devices that were in use stay in the file while there is room: a clock that is wrong for an hour must not end what it makes look old. */
const mostRecords = 100;

/** The paired devices of this bridge, and its id. */
export interface Devices {
  bridgeId: Bytes;
  /** `revoked` is aborted when the device's access ends by a command. */
  find: (deviceId: string) => { keys: ChannelKeys; isRevoked: boolean; revoked: AbortSignal } | undefined;
  /**
   * Resolves when the first use is on the disk, and rejects where it cannot be; later ones are written once an hour, where that is
   * possible.
   */
  markUsed: (deviceId: string) => Promise<void>;
  add: (name: string) => Promise<PairedDevice>;
  /** A device of this run alone: listed nowhere, gone with the process. */
  addTemporary: () => Promise<PairedDevice>;
  list: () => Device[];
  rename: (deviceId: string, name: string) => Promise<Device | null>;
  revoke: (deviceId: string) => Promise<boolean>;
}

/** Opens the list of devices; whatever changes it is on the disk before it resolves. */
export const openDevices = async ({
  keyDir,
  now = Date.now,
  report = () => undefined,
}: {
  keyDir: string;
  now?: () => number;
  /** Gets what went wrong where nobody has to be told. */
  report?: (error: unknown) => void;
}): Promise<Outcome<Devices, PermissionProblem | DevicesBroken>> => {
  const read = await readDevicesFile(keyDir);
  if (!read.ok) return read;
  const { bridgeId } = read.value;
  const records = new Map<string, DeviceRecord>();
  const keys = new Map<string, ChannelKeys>();
  const revocations = new Map<string, AbortController>();
  const temporary = new Set<string>();
  const inTurn = createQueue();

  const remember = async (id: string, key: string): Promise<PairedDevice> => {
    const device = { deviceId: fromHex(id)!, deviceKey: fromHex(key)! };
    keys.set(id, await deriveChannelKeys(await importSecret(device.deviceKey), device.deviceId));
    revocations.set(id, new AbortController());
    return device;
  };
  const save = (): Promise<void> => {
    for (const [id, record] of records) {
      const mayGo = lifeOf(record, now()) === 'forgotten' && (record.lastUsedAt === null || records.size > mostRecords);
      if (!mayGo) continue;
      records.delete(id);
      keys.delete(id);
      revocations.delete(id);
    }
    const write = () => writeDevicesFile(keyDir, { version: 1, bridgeId, devices: [...records.values()] });
    // The next change is written even where this one could not be; whoever made it is told.
    return inTurn(write);
  };
  const findActive = (id: string): DeviceRecord | undefined => {
    const record = records.get(id);
    return record && ['active', 'pending'].includes(lifeOf(record, now())) ? record : undefined;
  };
  const change = async (record: DeviceRecord, changes: Partial<DeviceRecord>): Promise<DeviceRecord> => {
    const changed = { ...record, ...changes };
    records.set(record.id, changed);
    try {
      await save();
    } catch (error) {
      // What is in force is what is on the disk; but an access that ended stays ended, and the next change brings that to the disk.
      if (records.get(record.id) === changed && changed.revokedAt === record.revokedAt) records.set(record.id, record);
      throw error;
    }
    return changed;
  };

  for (const record of read.value.devices) {
    records.set(record.id, record);
    await remember(record.id, record.key);
  }

  return succeed({
    bridgeId: fromHex(bridgeId)!,
    find: (id) => {
      const found = keys.get(id);
      const record = records.get(id);
      const life = record ? lifeOf(record, now()) : temporary.has(id) ? 'active' : 'forgotten';
      const revocation = revocations.get(id);
      return found && revocation && life !== 'forgotten'
        ? { keys: found, isRevoked: life === 'ended', revoked: revocation.signal }
        : undefined;
    },
    markUsed: async (id) => {
      const record = findActive(id);
      if (!record || (record.lastUsedAt !== null && now() - record.lastUsedAt < usedPrecisionMs)) return;
      try {
        await change(record, { lastUsedAt: now() });
      } catch (error) {
        // The first use makes a device last. Later ones only keep it from growing stale: no reason to refuse a call.
        if (record.lastUsedAt === null) throw error;
        report(error);
      }
    },
    add: async (name) => {
      const [id, key] = [randomBytes(16).toString('hex'), randomBytes(32).toString('hex')];
      const device = await remember(id, key);
      records.set(id, { id, key, name, pairedAt: now(), lastUsedAt: null });
      try {
        await save();
      } catch (error) {
        records.delete(id);
        keys.delete(id);
        revocations.delete(id);
        throw error;
      }
      return device;
    },
    addTemporary: () => {
      const id = randomBytes(16).toString('hex');
      temporary.add(id);
      return remember(id, randomBytes(32).toString('hex'));
    },
    list: () => [...records.values()].filter((record) => lifeOf(record, now()) === 'active').map(toDevice),
    rename: async (id, name) => {
      const record = findActive(id);
      return record ? toDevice(await change(record, { name })) : null;
    },
    revoke: async (id) => {
      const record = findActive(id);
      if (!record) return false;
      const saved = change(record, { revokedAt: now() });
      revocations.get(id)?.abort();
      await saved;
      return true;
    },
  });
};

const toDevice = ({ id, name, pairedAt, lastUsedAt }: DeviceRecord): Device => ({ id, name, pairedAt, lastUsedAt: lastUsedAt ?? pairedAt });
