import * as z from 'zod/mini';
import { defineEndpoint } from '../bridge/endpoint.ts';
import { SecretText } from '../secret.ts';

/** Where the vault's key is kept, or why the vault is shut; `path` is the file or keyring entry that it is about. */
export const VaultState = z.discriminatedUnion('state', [
  z.object({ state: z.literal('open'), keyHolder: z.enum(['keyring', 'key-file', 'passphrase']) }),
  z.object({
    state: z.literal('locked'),
    reason: z.enum([
      'key-missing',
      'key-wrong',
      'keyring-unavailable',
      'passphrase-needed',
      'passphrase-wrong',
      'vault-file-missing',
      'vault-file-broken',
      'not-private',
    ]),
    path: z.string(),
  }),
]);
export type VaultState = z.infer<typeof VaultState>;

/** Answers while the vault is locked, too. */
export const vaultState = defineEndpoint({ name: 'vault.state', request: z.strictObject({}), response: VaultState });

/** Tries to open a locked vault again, with a passphrase where it needs one. */
export const unlockVault = defineEndpoint({
  name: 'vault.unlock',
  request: z.strictObject({ passphrase: z.optional(SecretText) }),
  response: VaultState,
});

/** A passphrase has this many characters at least: it is tried by machines, once somebody has the file. */
export const shortestPassphrase = 10;

/**
 * Puts a new key under the vault, kept by a passphrase where one is given. A vault that a passphrase keeps needs a new one, or
 * `dropPassphrase`: then the system keeps its key again. The command line alone may.
 */
export const rotateVault = defineEndpoint({
  name: 'vault.rotate',
  request: z.strictObject({ passphrase: z.optional(SecretText), dropPassphrase: z.optional(z.boolean()) }),
  response: z.union([
    z.object({ rotated: z.literal(true), keyHolder: z.enum(['keyring', 'key-file', 'passphrase']) }),
    z.object({ refused: z.enum(['passphrase-needed', 'passphrase-too-short', 'command-line-only', 'other-bridges']) }),
  ]),
});
