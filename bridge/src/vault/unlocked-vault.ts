import { createQueue } from '../async/serial-queue.ts';
import { fail, succeed } from '@kurrier/shared/failure/outcome';
import { Secret } from '@kurrier/shared/secret';
import { shortestPassphrase } from '@kurrier/shared/api/vault';
import { decrypt, encrypt } from './aes-gcm.ts';
import type { KeyStorage } from './key-storage.ts';
import { createScryptParameters, derivePassphraseKey } from './passphrase.ts';
import { createKey, parseVaultFile, wrapKeys, type Keys, type VaultFile, type VaultText } from './vault-file.ts';
import { encodeBinding, type Vault } from './vault.ts';

/** An opened vault. */
export interface OpenVault extends Vault {
  /** Where its key lives, for the person to see. */
  keyHolder: () => VaultFile['keyHolder'];
  /**
   * Wraps the data keys by a new key, and seals new records with a new data key; what was sealed before still opens, until
   * `forgetOldKeys`.
   * With a passphrase, that keeps the vault from then on; a vault that one keeps already needs one, or is told to drop it: then the
   * system keeps the key again. Cut short at any point, the vault opens with the old or with the new key.
   */
  rotate: (request?: RotateRequest) => Promise<'rotated' | 'passphrase-needed' | 'passphrase-too-short'>;
  /** Drops every data key but the newest: for when all records were sealed anew under that one. */
  forgetOldKeys: () => Promise<void>;
  /** False: somebody else has changed its key meanwhile, and what is sealed from now on would be lost with the former one. */
  isCurrent: () => Promise<boolean>;
}

interface RotateRequest {
  passphrase?: Secret | undefined;
  dropPassphrase?: boolean | undefined;
}

interface VaultParts {
  place: Pick<VaultText, 'read' | 'write' | 'isShared'>;
  contents: VaultFile;
  dataKeys: Keys;
  /** Absent where a passphrase keeps the vault. */
  holder?: KeyStorage;
  /** Where a vault's key is kept that no passphrase keeps. */
  chooseHolder: () => Promise<KeyStorage>;
}

const recordVersion = '1';

/** As people count them: an accent belongs to its letter. */
const countCharacters = (passphrase: Secret): number => Array.from(passphrase.reveal().normalize('NFC')).length;

/** The vault over its unwrapped data keys. */
export const createVault = (parts: VaultParts): OpenVault => {
  let { contents, dataKeys } = parts;
  const { place } = parts;
  let { holder } = parts;
  const inTurn = createQueue();

  const rotate = async ({ passphrase, dropPassphrase = false }: RotateRequest = {}): ReturnType<OpenVault['rotate']> => {
    if (!passphrase && !dropPassphrase && contents.keyHolder === 'passphrase') return 'passphrase-needed';
    if (passphrase && countCharacters(passphrase) < shortestPassphrase) return 'passphrase-too-short';
    holder ??= passphrase ? undefined : await parts.chooseHolder();
    const wrapping = createKey();
    const dataKey = createKey();
    const next = new Map([...dataKeys, [dataKey.id, dataKey.key]]);
    const scrypt = passphrase && createScryptParameters();
    if (scrypt) wrapping.key = await derivePassphraseKey(passphrase, scrypt);

    // First the holder knows both keys, then the file changes over, then the holder forgets the old one.
    const held = await holder?.load();
    if (held?.ok && !scrypt) await holder!.save(new Map([...held.value, [wrapping.id, wrapping.key]]));
    const written: VaultFile = {
      version: contents.version,
      vaultId: contents.vaultId,
      keyHolder: scrypt || !holder ? 'passphrase' : holder.kind,
      ...(scrypt && { scrypt }),
      wrappingKeyId: wrapping.id,
      dataKeys: wrapKeys(next, wrapping, contents.vaultId),
      current: dataKey.id,
    };
    await place.write(`${JSON.stringify(written, null, 2)}\n`);
    contents = written;
    dataKeys = next;
    await holder?.save(scrypt ? new Map() : new Map([[wrapping.id, wrapping.key]]));
    if (scrypt) holder = undefined;
    return 'rotated';
  };

  const forgetOldKeys = async (): Promise<void> => {
    const { current } = contents;
    const written: VaultFile = { ...contents, dataKeys: contents.dataKeys.filter(({ id }) => id === current) };
    await place.write(`${JSON.stringify(written, null, 2)}\n`);
    contents = written;
    dataKeys = new Map([...dataKeys].filter(([id]) => id === current));
  };

  const isCurrent = async (): Promise<boolean> => {
    if (!place.isShared) return true;
    const text = await place.read();
    return text.ok && text.value !== null && parseVaultFile(text.value)?.current === contents.current;
  };

  return {
    keyHolder: () => contents.keyHolder,
    isLocked: () => false,
    seal: async (secret, binding) => {
      const { current, vaultId } = contents;
      const sealed = encrypt(dataKeys.get(current)!, Buffer.from(secret.reveal()), encodeBinding(vaultId, current, binding));
      return `${recordVersion}.${current}.${sealed}`;
    },
    open: async (record, binding) => {
      const [version, keyId = '', ...sealed] = record.split('.');
      const key = dataKeys.get(keyId);
      if (version !== recordVersion || !key) return fail('unreadable');
      const plain = decrypt(key, sealed.join('.'), encodeBinding(contents.vaultId, keyId, binding));
      return plain ? succeed(new Secret(plain.toString())) : fail('unreadable');
    },
    rotate: (request) => inTurn(() => rotate(request)),
    forgetOldKeys: () => inTurn(forgetOldKeys),
    // Not in the middle of a change of its own.
    isCurrent: () => inTurn(isCurrent),
  };
};
