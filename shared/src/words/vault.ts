import type { VaultState } from '../api/vault.ts';

type LockReason = Extract<VaultState, { state: 'locked' }>['reason'];

/** Why the vault is locked, and what opens it. `{path}` is filled in. */
export const lockWords: Record<LockReason, string> = {
  'key-missing':
    'The vault’s key is not at {path}. Put it back from where it was moved or from a backup; the passwords open with no other.',
  'key-wrong': 'The key at {path} is not the one of this vault. Put the right one back; the passwords open with no other.',
  'keyring-unavailable': 'The vault’s key is in the system’s keyring, which does not answer. Unlock the keyring, then try again.',
  'passphrase-needed': 'The stored passwords open with your passphrase.',
  'passphrase-wrong': 'This is not the vault’s passphrase. Try again.',
  'vault-file-missing': 'Stored passwords were found, but {path}, which opens them, is gone. Put it back from a backup.',
  'vault-file-broken': '{path} cannot be read. Put it back from a backup.',
  'not-private': 'Others can reach {path}. The bridge says at its next start which command mends that.',
};

/** Said once, when a vault's key goes into a file. */
export const keyFileWords = (path: string): string =>
  `The key of the stored passwords is kept in ${path}, readable by you alone: the system’s keyring is not there, or did not answer.\nThis puts a passphrase in its place:\n  npm run -s kurrier -- rotate --passphrase`;
