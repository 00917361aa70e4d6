import path from 'node:path';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import { readPrivateFile, type PermissionProblem } from '../files/private-file.ts';
import { createKeyFile, createKeyringStorage, readKeys, writeKeys, type KeyStorage, type Keyring } from './key-storage.ts';
import { keyFileOf, findWrappingKey, type VaultLocked } from './open-vault.ts';
import { parseVaultFile, type Keys } from './vault-file.ts';

/** A vault as it is exported elsewhere: its file, and the key to it, null where a passphrase keeps it. */
export interface ExportedVault {
  vault: string;
  key: string | null;
}

interface Places {
  dataDir: string;
  keyDir: string;
  openKeyring: () => Promise<Keyring | null>;
}

/** Takes a vault along with the key that opens it; null where there is no vault. Refuses one whose key is not at hand: it would open nowhere. */
export const exportVault = async ({
  dataDir,
  keyDir,
  openKeyring,
}: Places): Promise<Outcome<ExportedVault | null, VaultLocked | PermissionProblem>> => {
  const file = path.join(dataDir, 'vault.json');
  const text = await readPrivateFile(file);
  if (!text.ok || text.value === null) return text.ok ? succeed(null) : text;
  const contents = parseVaultFile(text.value);
  if (!contents) return fail({ kind: 'locked', reason: 'vault-file-broken', path: file });
  if (contents.keyHolder === 'passphrase') return succeed({ vault: text.value, key: null });
  const found = await findWrappingKey(contents, { file, keyDir, openKeyring });
  if (!found.ok) return found;
  return succeed({ vault: text.value, key: writeKeys(new Map([[contents.wrappingKeyId, found.value.wrappingKey]])) });
};

/**
 * Puts the key of a exported vault where this computer keeps such keys, beside those that are there: in the key file where the keyring that
 * it was in is not here, or does not take it. Answers the `vault.json` that finds it;
 * null where it is no vault.
 */
export const importVaultKey = async (
  { vault, key }: ExportedVault,
  { keyDir, openKeyring }: Omit<Places, 'dataDir'>,
): Promise<Outcome<string | null, PermissionProblem>> => {
  const contents = parseVaultFile(vault);
  if (!contents || contents.keyHolder === 'passphrase') return succeed(contents && vault);
  const keys = readKeys(key);
  const keyring = contents.keyHolder === 'keyring' ? await openKeyring() : null;
  const isInKeyring =
    keyring !== null && (await addKeys(createKeyringStorage(keyring, contents.vaultId), keys).catch(() => null))?.ok === true;
  if (!isInKeyring) {
    const added = await addKeys(createKeyFile(keyFileOf({ keyDir })), keys);
    if (!added.ok) return added;
  }
  return succeed(`${JSON.stringify({ ...contents, keyHolder: isInKeyring ? 'keyring' : 'key-file' }, null, 2)}\n`);
};

const addKeys = async (holder: KeyStorage, keys: Keys): Promise<Outcome<void, PermissionProblem>> => {
  const held = await holder.load();
  if (!held.ok) return held;
  await holder.save(new Map([...held.value, ...keys]));
  return succeed(undefined);
};
