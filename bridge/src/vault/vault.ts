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

/** Everything that a grant of tokens is tied to: its issuer, and each leg that gets its tokens with its server and user name. */
interface GrantBinding {
  accountId: string;
  field: 'grant';
  issuer: string;
  legs: readonly SecretBinding[];
}

/** Everything that the secret of an OAuth client is tied to. */
interface ClientBinding {
  field: 'oauth-client';
  issuer: string;
  clientId: string;
}

/** The key of what is kept of an account's mail: of its texts, and of what is made out of them. */
interface MailKeyBinding {
  accountId: string;
  field: 'mail-key';
}

export type Binding = SecretBinding | GrantBinding | ClientBinding | MailKeyBinding;

/** `locked`: the vault's key is not at hand. `unreadable`: this record was not sealed here for this binding. */
type VaultFailure = 'locked' | 'unreadable';

/** Where passwords are sealed for the store, and opened again for one server only. */
export interface Vault {
  /** A record for the store. Rejects while the vault is locked: calls are refused before they get here. */
  seal: (secret: Secret, binding: Binding) => Promise<string>;
  /** The secret, where the record was sealed by this vault for exactly this binding. */
  open: (record: string, binding: Binding) => Promise<Outcome<Secret, VaultFailure>>;
  isLocked: () => boolean;
}

/** The binding as bytes. JSON of a flat list is injective, so no two bindings look alike. */
export const encodeBinding = (vaultId: string, keyId: string, binding: Binding): Buffer =>
  Buffer.from(JSON.stringify([purposeOf(binding), 1, vaultId, keyId, ...partsOf(binding)]));

/** Tells the kinds of secrets apart, so that none opens as another. */
const purposeOf = ({ field }: Binding): string => purposes[field];

const purposes: Readonly<Record<Binding['field'], string>> = {
  smtp: 'kurrier secret',
  imap: 'kurrier secret',
  grant: 'kurrier grant',
  'oauth-client': 'kurrier oauth client',
  'mail-key': 'kurrier mail key',
};

const partsOf = (binding: Binding): unknown[] => {
  if (binding.field === 'grant') return [binding.accountId, binding.issuer, binding.legs.map(legParts)];
  if (binding.field === 'oauth-client') return [binding.issuer, binding.clientId];
  if (binding.field === 'mail-key') return [binding.accountId];
  return legParts(binding);
};

const legParts = ({ accountId, field, host, port, secure, allowUnencrypted = false, username }: SecretBinding): unknown[] => [
  accountId,
  field,
  host,
  port,
  secure,
  allowUnencrypted,
  username,
];
