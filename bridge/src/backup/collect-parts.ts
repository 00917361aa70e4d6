import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import { readPrivateFile, type PermissionProblem } from '../files/private-file.ts';
import { copyDatabase } from '../store/copy-database.ts';
import { exportVault, type ExportedVault } from '../vault/export-vault.ts';
import type { Keyring } from '../vault/key-storage.ts';
import type { VaultLocked } from '../vault/open-vault.ts';
import { isPartName, partNames, spoolFolders } from './part-names.ts';
import type { BackupPart } from './write-backup.ts';

/** A bridge that changes its key meanwhile is done with that soon. */
const mostTries = 5;

interface Source {
  store: string;
  keys: string;
  openKeyring: () => Promise<Keyring | null>;
  /** An empty folder for copies of the databases, as private as they are. */
  scratch: string;
}

/**
 * Copies what a backup holds, also while the bridge runs: each database as one of its transactions left it, and the accounts with the vault
 * that opens them. Null where no bridge has ever run. Throws what SQLite or the system refuses.
 */
export const collectParts = async (
  source: Source,
): Promise<Outcome<BackupPart[] | null, VaultLocked | PermissionProblem | { kind: 'changes-meanwhile' }>> => {
  const { store, keys, scratch } = source;
  const places = { dataDir: store, keyDir: keys, openKeyring: source.openKeyring };
  const parts: BackupPart[] = [];
  for (let tries = 0; parts.length === 0; tries++) {
    if (tries === mostTries) return fail({ kind: 'changes-meanwhile' });
    const before = await exportVault(places);
    if (!before.ok || before.value === null) return before.ok ? succeed(null) : before;
    const copy = path.join(scratch, `${tries}-${partNames.accounts}`);
    copyDatabase(path.join(store, partNames.accounts), copy);
    const after = await readPrivateFile(path.join(store, partNames.vault));
    if (!after.ok) return after;
    if (after.value === before.value.vault) parts.push(...vaultParts(before.value), { name: partNames.accounts, path: copy });
  }
  if (existsSync(path.join(store, partNames.outbox))) {
    const copy = path.join(scratch, partNames.outbox);
    copyDatabase(path.join(store, partNames.outbox), copy);
    parts.push({ name: partNames.outbox, path: copy }, ...spoolFolders.flatMap((name) => spooledParts(store, name)));
  }
  for (const [name, folder] of [
    [partNames.dataVersion, store],
    [partNames.oauthClients, keys],
  ] as const)
    if (existsSync(path.join(folder, name))) parts.push({ name, path: path.join(folder, name) });
  return succeed(parts);
};

const vaultParts = ({ vault, key }: ExportedVault): BackupPart[] => [
  { name: partNames.vault, text: vault },
  ...(key === null ? [] : [{ name: partNames.vaultKey, text: key }]),
];

const spooledParts = (store: string, folder: string): BackupPart[] =>
  (existsSync(path.join(store, folder)) ? readdirSync(path.join(store, folder)) : [])
    .map((name) => `${folder}/${name}`)
    .filter(isPartName)
    .map((name) => ({ name, path: path.join(store, name) }));
