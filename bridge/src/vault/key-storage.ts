import * as z from 'zod/mini';
import { succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import { readPrivateFile, type PermissionProblem } from '../files/private-file.ts';
import { writeAtomic } from '../files/write-atomic.ts';
import type { Keys } from './vault-file.ts';

/** One text kept outside the store: in the system's keyring, or in a file of its own folder. */
export interface KeyStorage {
  readonly kind: 'keyring' | 'key-file';
  /** The key-encryption keys it holds; none where there is no entry, or nothing that can be read as one. */
  load: () => Promise<Outcome<Keys, PermissionProblem>>;
  /** Replaces what it holds, as a whole. */
  save: (keys: Keys) => Promise<void>;
}

/** A system keyring's entry of this vault. Every method may reject: keyrings get locked and go away. */
interface KeyringEntry {
  get: () => Promise<string | null>;
  set: (text: string) => Promise<void>;
}
/** Opens the entry with that name. */
export type Keyring = (name: string) => KeyringEntry;

const HeldKeys = z.record(z.string(), z.string().check(z.regex(/^[0-9a-f]{64}$/)));

/** Keys as they are held. */
export const writeKeys = (keys: Keys): string =>
  JSON.stringify(Object.fromEntries([...keys].map(([id, key]) => [id, key.toString('hex')])));

/** The keys that a text holds; none where it holds none. */
export const readKeys = (text: string | null): Keys => {
  try {
    const held = HeldKeys.safeParse(JSON.parse(text ?? '{}'));
    return new Map(Object.entries(held.data ?? {}).map(([id, key]) => [id, Buffer.from(key, 'hex')]));
  } catch (error) {
    if (error instanceof SyntaxError) return new Map();
    throw error;
  }
};

/** A file that only its owner can read, in a folder other than the store's. */
export const createKeyFile = (file: string): KeyStorage => ({
  kind: 'key-file',
  load: async () => {
    const text = await readPrivateFile(file);
    return text.ok ? succeed(readKeys(text.value)) : text;
  },
  save: (keys) => writeAtomic(file, `${writeKeys(keys)}\n`),
});

/** The system's keyring, one entry per vault. A keyring that is locked or gone holds no keys. */
export const createKeyringStorage = (keyring: Keyring, vaultId: string): KeyStorage => {
  const entry = keyring(vaultId);
  return {
    kind: 'keyring',
    load: async () => succeed(readKeys(await entry.get().catch(() => null))),
    save: (keys) => entry.set(writeKeys(keys)),
  };
};
