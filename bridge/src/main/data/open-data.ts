import os from 'node:os';
import path from 'node:path';
import { toHex } from '@kurrier/shared/channel/bytes';
import { identifyBridge } from '@kurrier/shared/channel/identify-bridge';
import { createHttp } from '@kurrier/shared/channel/http';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import type { Secret } from '@kurrier/shared/secret';
import type { Folders } from '../config.ts';
import { refuseStorage, type StorageRefusal } from './refuse-storage.ts';
import type { Report } from '../../async/report.ts';
import { accountsFile, copyMark, openAccountsStore } from './open-accounts-store.ts';
import type { SharedStoreOptions } from '../sharing/open-shared-place.ts';
import { dataVersion, readDataVersion, writeDataVersion, type DataTooNew } from '../../files/data-version.ts';
import { takeLock, type AlreadyRunning, type HeldLock, type Lock } from '../../files/lock-file.ts';
import { removeLeftovers } from '../../files/remove-leftovers.ts';
import { checkPrivateFile, preparePrivateDirectory, type PermissionProblem } from '../../files/private-file.ts';
import type { DevicesBroken } from '../../pairing/device-file.ts';
import { openDevices } from '../../pairing/device-registry.ts';
import { openVault } from '../../vault/open-vault.ts';
import { openSystemKeyring } from '../../vault/system-keyring.ts';
import { createVaultSlot } from '../../vault/lockable-vault.ts';

/** Why a bridge's data cannot be used. */
export type DataFailure = AlreadyRunning | PermissionProblem | DevicesBroken | DataTooNew | StorageRefusal;

/**
 * Opens what a bridge keeps: paired devices, accounts, vault; and takes the lock on it. Refuses, changing nothing, what
 * others could read or redirect, and what a newer version has written. A vault that does not open and accounts that cannot be read are
 * states to live with, not failures.
 */
export const openData = async (folders: Folders, report: Report, shared?: SharedStoreOptions) => {
  try {
    const version = await readDataVersion(folders.store);
    if (!version.ok) return version;
    const refused = await findPermissionProblem(folders, accountsFile(folders.store));
    if (refused) return refused;
    const lock = await takeLock(path.join(folders.store, 'bridge.lock'), isBridgeAt);
    return lock.ok ? await openLocked(folders, lock.value, { version: version.value, report, shared }) : lock;
  } catch (error) {
    return refuseStorage(error);
  }
};

/** Opens what lies behind the lock; whatever keeps it from that, the lock is free again. */
const openLocked = async (
  folders: Folders,
  lock: HeldLock,
  { version, report, shared }: { version: number; report: Report; shared: SharedStoreOptions | undefined },
) => {
  const opened: { close(): void | Promise<void> }[] = [];
  const close = async (): Promise<void> => {
    for (const store of opened.splice(0)) await store.close();
    await lock.release();
  };
  try {
    for (const folder of [folders.store, folders.keys]) await removeLeftovers(folder);
    // Not before the lock is ours: the list would be older than what the other process still writes into it.
    const devices = await openDevices({
      keyDir: folders.keys,
      report: (error) => report('the last use of a device could not be noted', error),
    });
    if (!devices.ok) {
      await close();
      return devices;
    }
    const bridgeId = toHex(devices.value.bridgeId);
    const place = shared
      ? await (await import('../sharing/open-shared-place.ts')).openSharedPlace(shared, `${bridgeId}@${os.hostname()}`)
      : null;
    if (place) opened.push(place.database);
    const { store, backups, isDamaged, keepBackup } = place?.accounts ?? openAccountsStore(folders.store, report);
    opened.push(store);
    if (!isDamaged && (await store.namespace(copyMark.namespace).get(copyMark.key)) !== undefined) {
      await close();
      return fail({ kind: 'storage' as const, problem: 'store-half-copied' as const, detail: place?.database.address ?? folders.store });
    }
    const hasAccounts = async () => (await store.namespace('accounts').iterator().next()).done !== true;
    const noted: { keyFile: string | null } = { keyFile: null };
    const keeping = place
      ? { text: place.vaultText, keyFile: shared?.keyFile ?? path.join(folders.keys, 'vault.key') }
      : { openKeyring: openSystemKeyring };
    const openOnce = async (passphrase?: Secret) =>
      openVault({
        dataDir: folders.store,
        keyDir: folders.keys,
        ...keeping,
        noteKeyFile: (file) => (noted.keyFile = file),
        // Damaged ones count: their passwords may be all that is left of them.
        hasRecords: async () => isDamaged || (await hasAccounts()),
        ...(passphrase && { passphrase }),
      });
    // Two bridges that start at once on an empty store must not make two vaults.
    const alone = <Value>(work: () => Promise<Value>) => (place ? place.exclusively('vault', work) : work());
    const vault = await createVaultSlot(openOnce, alone);
    if (!vault.ok) {
      await close();
      return vault;
    }
    if (version !== dataVersion) await writeDataVersion(folders.store);
    return succeed({
      devices: devices.value,
      bridgeId,
      lock,
      store,
      backups,
      keepBackup,
      isDamaged,
      /** Where the records lie that other bridges use, too; null for a data folder of its own. */
      place,
      vault: vault.value,
      newKeyFile: noted.keyFile,
      /** Whether there is something stored of an account, be it damaged. */
      hasAccounts,
      close,
    });
  } catch (error) {
    await close().catch((second: unknown) => report('the lock could not be released', second));
    throw error;
  }
};

/** What is open behind the lock. */
export type OpenedData = Extract<Awaited<ReturnType<typeof openLocked>>, { ok: true }>['value'];

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
  const found = await identifyBridge(createHttp({ port, timeoutMs: 2000 }));
  return typeof found === 'object' && toHex(found.bridgeId) === bridgeId;
};
