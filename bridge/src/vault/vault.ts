import type { Outcome } from '@kurrier/shared/failure/outcome';
import type { Leg } from '@kurrier/shared/account/connection';
import type { Secret } from '@kurrier/shared/secret';

/**
 * Everything that a stored password is tied to. `secure` and `allowUnencrypted` are the two settings that decide whether it may
 * ever travel without TLS: whoever edits either of them in the store makes the password unreadable instead of sending it in clear.
 */
export interface SecretBinding {
  accountId: string;
  field: Leg;
  host: string;
  port: number;
  secure: boolean;
  allowUnencrypted?: boolean | undefined;
  username: string;
}

/** `locked`: the vault's key is not at hand. `unreadable`: this record was not sealed here for this binding. */
type VaultFailure = 'locked' | 'unreadable';

/** Where passwords are sealed for the store, and opened again for one server only. */
export interface Vault {
  /** A record for the store. Rejects while the vault is locked: calls are refused before they get here. */
  seal: (secret: Secret, binding: SecretBinding) => Promise<string>;
  /** The secret, where the record was sealed by this vault for exactly this binding. */
  open: (record: string, binding: SecretBinding) => Promise<Outcome<Secret, VaultFailure>>;
  isLocked: () => boolean;
}

/** The binding as bytes. JSON of a flat list is injective, so no two bindings look alike. */
export const encodeBinding = (vaultId: string, keyId: string, binding: SecretBinding): Buffer => {
  const { accountId, field, host, port, secure, allowUnencrypted = false, username } = binding;
  return Buffer.from(
    JSON.stringify(['kurrier secret', 1, vaultId, keyId, accountId, field, host, port, secure, allowUnencrypted, username]),
  );
};
