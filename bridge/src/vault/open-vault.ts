import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import type { Secret } from '@kurrier/shared/secret';
import { preparePrivateDirectory, type PermissionProblem } from '../files/private-file.ts';
import { createKeyFile, createKeyringStorage, type KeyStorage, type Keyring } from './key-storage.ts';
import { createScryptParameters, derivePassphraseKey } from './passphrase.ts';
import { createVault, type OpenVault } from './unlocked-vault.ts';
import { createKey, parseVaultFile, unwrapKeys, vaultInFile, wrapKeys, type Keys, type VaultFile, type VaultText } from './vault-file.ts';

/** Why the vault stays shut. Nothing was changed on the disk, and nothing will be until it opens. */
export interface VaultLocked {
  kind: 'locked';
  reason:
    | 'key-missing'
    | 'key-wrong'
    | 'keyring-unavailable'
    | 'passphrase-needed'
    | 'passphrase-wrong'
    | 'vault-file-missing'
    | 'vault-file-broken';
  /** The file or keyring entry that it is about. */
  path: string;
}

export interface OpenVaultOptions {
  /** The store's folder: `vault.json` lies there. */
  dataDir: string;
  /** Another folder, for the key file. */
  keyDir: string;
  /** Looks for the system's keyring (`openSystemKeyring`): where a new vault's key goes if there is one. Asked only when needed. */
  openKeyring?: () => Promise<Keyring | null>;
  /** Where the vault's text is kept, if not in `vault.json`: bridges that share a store share it there. */
  text?: VaultText;
  /** The key's file, if not in `keyDir`: then no keyring is asked. */
  keyFile?: string;
  /** Hears that a new vault's key went into this file, because there is no keyring that works. */
  noteKeyFile?: (file: string) => void;
  /** Opens a vault that is kept by one, and makes a new vault such a one. */
  passphrase?: Secret;
  /** Whether the store has sealed records: then a vault that is not there is missing, not new. */
  hasRecords?: () => Promise<boolean>;
}

const noKeyring = async () => null;

/** Opens the vault, or makes one where there never was any; never makes a new key over an existing vault. */
export const openVault = async (options: OpenVaultOptions): Promise<Outcome<OpenVault, VaultLocked | PermissionProblem>> => {
  const { dataDir, keyDir, hasRecords = async () => false } = options;
  if (path.resolve(dataDir) === path.resolve(keyDir)) throw new Error('The vault’s key must lie in another folder than the store.');
  for (const directory of [dataDir, keyDir]) {
    const prepared = await preparePrivateDirectory(directory);
    if (!prepared.ok) return prepared;
  }
  const place = options.text ?? vaultInFile(path.join(dataDir, 'vault.json'));
  const text = await place.read();
  if (!text.ok) return text;
  if (text.value !== null) return openExisting(text.value, place, options);
  return (await hasRecords()) ? fail({ kind: 'locked', reason: 'vault-file-missing', path: place.location }) : createNew(place, options);
};

const createNew = async (
  place: VaultText,
  { passphrase, noteKeyFile, ...options }: OpenVaultOptions,
): Promise<Outcome<OpenVault, PermissionProblem>> => {
  const vaultId = randomBytes(16).toString('hex');
  const dataKey = createKey();
  const dataKeys = new Map([[dataKey.id, dataKey.key]]);
  const header = { version: 1, vaultId, current: dataKey.id } as const;
  const write = async (holder: Pick<VaultFile, 'keyHolder' | 'scrypt'>, wrapping: { id: string; key: Buffer }): Promise<VaultFile> => {
    const contents: VaultFile = { ...header, ...holder, wrappingKeyId: wrapping.id, dataKeys: wrapKeys(dataKeys, wrapping, vaultId) };
    await place.write(`${JSON.stringify(contents, null, 2)}\n`);
    return contents;
  };
  if (passphrase) {
    const scrypt = createScryptParameters();
    const wrapping = { ...createKey(), key: await derivePassphraseKey(passphrase, scrypt) };
    const contents = await write({ keyHolder: 'passphrase', scrypt }, wrapping);
    return succeed(createVault({ place, contents, dataKeys, chooseHolder: () => chooseHolder(vaultId, options) }));
  }
  const holder = await chooseHolder(vaultId, options);
  // A key that is already there outlived a first start that was cut short, or a vault: it stays beside the new one.
  const held = await holder.load();
  if (!held.ok) return held;
  const wrapping = createKey();
  await holder.save(new Map([...held.value, [wrapping.id, wrapping.key]]));
  const contents = await write({ keyHolder: holder.kind }, wrapping);
  if (holder.kind === 'key-file') noteKeyFile?.(keyFileOf(options));
  return succeed(createVault({ place, contents, dataKeys, holder, chooseHolder: async () => holder }));
};

const openExisting = async (
  text: string,
  place: VaultText,
  { passphrase, ...options }: OpenVaultOptions,
): Promise<Outcome<OpenVault, VaultLocked | PermissionProblem>> => {
  const locked = (reason: VaultLocked['reason'], location = place.location) => fail({ kind: 'locked' as const, reason, path: location });
  const contents = parseVaultFile(text);
  if (!contents) return locked('vault-file-broken');

  if (contents.keyHolder === 'passphrase') {
    if (!contents.scrypt) return locked('vault-file-broken');
    if (!passphrase) return locked('passphrase-needed');
    const dataKeys = unwrapKeys(contents, await derivePassphraseKey(passphrase, contents.scrypt));
    return dataKeys
      ? succeed(createVault({ place, contents, dataKeys, chooseHolder: () => chooseHolder(contents.vaultId, options) }))
      : locked('passphrase-wrong');
  }

  const found = await findWrappingKey(contents, { ...options, file: place.location });
  if (!found.ok) return found;
  const { holder, dataKeys } = found.value;
  return succeed(createVault({ place, contents, dataKeys, holder, chooseHolder: async () => holder }));
};

/** The key under the data keys of a vault that no passphrase keeps, from where it is held, and what it opens. */
export const findWrappingKey = async (
  contents: VaultFile,
  { file, ...options }: { file: string } & KeyPlace,
): Promise<Outcome<{ holder: KeyStorage; wrappingKey: Buffer; dataKeys: Keys }, VaultLocked | PermissionProblem>> => {
  const locked = (reason: VaultLocked['reason'], location = file) => fail({ kind: 'locked' as const, reason, path: location });
  const keyring = contents.keyHolder === 'keyring' ? await (options.openKeyring ?? noKeyring)() : null;
  if (contents.keyHolder === 'keyring' && !keyring) return locked('keyring-unavailable');
  const holder: KeyStorage = keyring ? createKeyringStorage(keyring, contents.vaultId) : createKeyFile(keyFileOf(options));
  const location = holder.kind === 'keyring' ? `kurrier/${contents.vaultId}` : keyFileOf(options);
  const held = await holder.load();
  if (!held.ok) return held;
  const wrappingKey = held.value.get(contents.wrappingKeyId);
  if (!wrappingKey) return locked('key-missing', location);
  const dataKeys = unwrapKeys(contents, wrappingKey);
  return dataKeys ? succeed({ holder, wrappingKey, dataKeys }) : locked('key-wrong', location);
};

type KeyPlace = Pick<OpenVaultOptions, 'keyDir' | 'keyFile' | 'openKeyring'>;

/** The file of the key, where none other is named. */
export const keyFileOf = ({ keyFile, keyDir }: KeyPlace): string => keyFile ?? path.join(keyDir, 'vault.key');

/** The system's keyring where there is one and no file was named, else a file. */
const chooseHolder = async (vaultId: string, place: KeyPlace): Promise<KeyStorage> => {
  const keyring = place.keyFile === undefined ? await (place.openKeyring ?? noKeyring)() : null;
  return keyring ? createKeyringStorage(keyring, vaultId) : createKeyFile(keyFileOf(place));
};
