import { randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import { decrypt, encrypt } from './aes-gcm.ts';
import type { Outcome } from '@kurrier/shared/failure/outcome';
import { readPrivateFile, type PermissionProblem } from '../files/private-file.ts';
import { writeAtomic } from '../files/write-atomic.ts';

const Id = z.string().check(z.regex(/^[0-9a-f]{16}$/));

/** How a key comes out of a passphrase: RFC 7914 parameters, and the salt (hexadecimal). */
export const ScryptParameters = z.strictObject({
  salt: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
  cost: z.int().check(z.minimum(2 ** 14), z.maximum(2 ** 20)),
  blockSize: z.literal(8),
  parallelization: z.literal(1),
});
export type ScryptParameters = z.infer<typeof ScryptParameters>;

/** `vault.json`: the data keys, each wrapped by one key-encryption key, and where that one is kept. */
export const VaultFile = z.strictObject({
  version: z.literal(1),
  vaultId: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
  keyHolder: z.enum(['keyring', 'key-file', 'passphrase']),
  /** Which key-encryption key wraps the data keys. */
  wrappingKeyId: Id,
  /** Only with a passphrase. */
  scrypt: z.optional(ScryptParameters),
  /** Older keys still open the records that name them; new records are sealed with `current`. */
  dataKeys: z.array(z.strictObject({ id: Id, wrapped: z.string() })).check(z.minLength(1)),
  current: Id,
});
export type VaultFile = z.infer<typeof VaultFile>;

/** What a `vault.json` says; null where it is none. */
export const parseVaultFile = (text: string): VaultFile | null => {
  try {
    return VaultFile.safeParse(JSON.parse(text)).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
};

/** Keys by their id. */
export type Keys = ReadonlyMap<string, Buffer>;

/** A fresh id and 256 random bits. */
export const createKey = (): { id: string; key: Buffer } => ({ id: randomBytes(8).toString('hex'), key: randomBytes(32) });

const boundTo = (vaultId: string, wrappingKeyId: string, id: string): Buffer =>
  Buffer.from(JSON.stringify(['kurrier data key', 1, vaultId, wrappingKeyId, id]));

/** Wraps every data key by the key-encryption key. */
export const wrapKeys = (dataKeys: Keys, wrapping: { id: string; key: Buffer }, vaultId: string): VaultFile['dataKeys'] =>
  [...dataKeys].map(([id, key]) => ({ id, wrapped: encrypt(wrapping.key, key, boundTo(vaultId, wrapping.id, id)) }));

/** The data keys of a vault file, or null where this is not the key that wraps them. */
export const unwrapKeys = ({ dataKeys, vaultId, wrappingKeyId }: VaultFile, wrappingKey: Buffer): Keys | null => {
  const keys = new Map<string, Buffer>();
  for (const { id, wrapped } of dataKeys) {
    const key = decrypt(wrappingKey, wrapped, boundTo(vaultId, wrappingKeyId, id));
    if (!key) return null;
    keys.set(id, key);
  }
  return keys;
};

/** Where the vault's text is kept: wrapped keys, nothing that opens without another one. */
export interface VaultText {
  /** For people. */
  readonly location: string;
  /** Others that have it open may change it. */
  readonly isShared?: true;
  /** Null where there is none. */
  read(): Promise<Outcome<string | null, PermissionProblem>>;
  /** Replaces it as a whole, durably. */
  write(text: string): Promise<void>;
}

/** A file that only its owner can read. */
export const vaultInFile = (file: string): VaultText => ({
  location: file,
  read: () => readPrivateFile(file),
  write: (text) => writeAtomic(file, text),
});
