import path from 'node:path';
import { toHex } from '@kurrier/shared/channel/bytes';
import { discover } from '@kurrier/shared/channel/discovery';
import { createHttp } from '@kurrier/shared/channel/http';
import { succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import type { Folders } from './config.ts';
import { takeLock, type AlreadyRunning, type Lock } from '../files/lock-file.ts';
import { checkPrivateFile, preparePrivateDirectory, type PermissionProblem } from '../files/private-file.ts';
import type { DevicesBroken } from '../pairing/device-file.ts';
import { openDevices } from '../pairing/device-registry.ts';
import { openStore } from '../store/open-store.ts';
import { openVault } from '../vault/open-vault.ts';
import { openSystemKeyring } from '../vault/system-keyring.ts';
import { createVaultSlot } from '../vault/lockable-vault.ts';

/** Why a bridge's data cannot be used. */
export type DataFailure = AlreadyRunning | PermissionProblem | DevicesBroken;

/**
 * Opens what a bridge keeps: paired devices, accounts, vault; and takes the lock on it. Refuses, changing nothing, what
 * others could read or redirect. A vault that does not open is a state to live with, not a failure.
 */
export const openData = async (folders: Folders) => {
  const database = path.join(folders.store, 'accounts.sqlite');
  const refused = await findPermissionProblem(folders, database);
  if (refused) return refused;
  const lock = await takeLock(path.join(folders.store, 'bridge.lock'), isBridgeAt);
  if (!lock.ok) return lock;
  // Not before the lock is ours: the list would be older than what the other process still writes into it.
  const devices = await openDevices({ keyDir: folders.keys });
  if (!devices.ok) {
    await lock.value.release();
    return devices;
  }
  const bridgeId = toHex(devices.value.bridgeId);

  const store = openStore({ file: database, durability: 'full' });
  const close = async (): Promise<void> => {
    store.close();
    await lock.value.release();
  };
  const vault = await createVaultSlot(async (passphrase) =>
    openVault({
      dataDir: folders.store,
      keyDir: folders.keys,
      openKeyring: openSystemKeyring,
      // Damaged ones count: their passwords may be all that is left of them.
      hasRecords: async () => (await store.namespace('accounts').iterator().next()).done !== true,
      ...(passphrase && { passphrase }),
    }),
  );
  if (!vault.ok) {
    await close();
    return vault;
  }
  return succeed({ devices: devices.value, bridgeId, lock: lock.value, store, vault: vault.value, close });
};

const findPermissionProblem = async (folders: Folders, database: string): Promise<Outcome<never, PermissionProblem> | null> => {
  for (const folder of [folders.store, folders.keys]) {
    const prepared = await preparePrivateDirectory(folder);
    if (!prepared.ok) return prepared;
  }
  const checked = await checkPrivateFile(database);
  return checked.ok ? null : checked;
};

/** Whether the bridge that a lock file names still answers. */
const isBridgeAt = async ({ port, bridgeId }: Lock): Promise<boolean> => {
  const found = await discover(createHttp({ port, timeoutMs: 2000 }));
  return typeof found === 'object' && toHex(found.bridgeId) === bridgeId;
};
