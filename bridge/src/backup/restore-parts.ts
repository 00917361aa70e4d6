import { existsSync } from 'node:fs';
import { readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import { readDataVersion, type DataTooNew } from '../files/data-version.ts';
import type { PermissionProblem } from '../files/private-file.ts';
import { storageProblemOf } from '../files/storage-problem-of.ts';
import { writeAtomic } from '../files/write-atomic.ts';
import { countAccounts } from '../store/backups.ts';
import { setAside } from '../store/set-aside.ts';
import { importVaultKey } from '../vault/export-vault.ts';
import type { Keyring } from '../vault/key-storage.ts';
import { parseVaultFile } from '../vault/vault-file.ts';
import { partNames, spoolFolders } from './part-names.ts';

interface Target {
  /** Where a backup was unpacked, on the same disk as `store`. */
  unpacked: string;
  store: string;
  keys: string;
  openKeyring: () => Promise<Keyring | null>;
}

/** Whether a restore would take the place of accounts. Some that cannot be read are no reason to keep from one: they are kept, too. */
export const isInUse = (store: string): boolean => {
  try {
    return countAccounts(path.join(store, partNames.accounts)) > 0;
  } catch (error) {
    if (storageProblemOf(error) === null) throw error;
    return false;
  }
};

/**
 * Puts what was unpacked in its place, and answers under which names that is kept what was there. The lock of the data folder is held. Cut
 * short at any point, everything that was there is there under one of the two names, and a bridge that starts says that something is missing:
 * the vault comes last.
 */
export const restoreParts = async (target: Target): Promise<Outcome<string[], DataTooNew | PermissionProblem | { kind: 'damaged' }>> => {
  const { unpacked, store, keys, openKeyring } = target;
  const version = await readDataVersion(unpacked);
  if (!version.ok) return version;
  const exported = await readPart(target, partNames.vault);
  if (exported === null || !existsSync(path.join(unpacked, partNames.accounts))) return fail({ kind: 'damaged' });
  const vault = await importVaultKey({ vault: exported, key: await readPart(target, partNames.vaultKey) }, { keyDir: keys, openKeyring });
  if (!vault.ok) return vault;
  if (vault.value === null) return fail({ kind: 'damaged' });

  const isSameVault = (await readVaultId(store)) === parseVaultFile(vault.value)?.vaultId;
  const inStore = (name: string): string => path.join(store, name);
  const replaced = [
    ...[partNames.vault, partNames.accounts, partNames.outbox, ...spoolFolders, 'backups'].map(inStore),
    // The texts in it open with the vault that is there alone; what the server has is fetched again.
    ...(isSameVault ? [] : [inStore('mail.sqlite')]),
    ...(existsSync(path.join(unpacked, partNames.oauthClients)) ? [path.join(keys, partNames.oauthClients)] : []),
  ];
  const kept = replaced.map((file) => setAside(file, 'replaced')).filter((name) => name !== null);

  for (const name of [partNames.accounts, partNames.outbox, ...spoolFolders, partNames.dataVersion])
    if (existsSync(path.join(unpacked, name))) await rename(path.join(unpacked, name), inStore(name));
  const clients = await readPart(target, partNames.oauthClients);
  if (clients !== null) await writeAtomic(path.join(keys, partNames.oauthClients), clients);
  await writeAtomic(inStore(partNames.vault), vault.value);
  return succeed(kept);
};

const readPart = async ({ unpacked }: Target, name: string): Promise<string | null> =>
  existsSync(path.join(unpacked, name)) ? readFile(path.join(unpacked, name), 'utf8') : null;

const readVaultId = async (store: string): Promise<string | undefined> =>
  existsSync(path.join(store, partNames.vault))
    ? parseVaultFile(await readFile(path.join(store, partNames.vault), 'utf8'))?.vaultId
    : undefined;
