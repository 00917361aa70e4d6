import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls';

/** A key that the person trusts for one host and port, after its certificate was shown: SHA-256 of the SubjectPublicKeyInfo, hex. */
export interface TrustedKey {
  host: string;
  port: number;
  spki: string;
  /** The person typed the host name to confirm that a certificate for other names is meant. */
  despiteNames?: boolean;
}

/** What makes a certificate good: the default authorities with those added, and single keys. */
export interface Trust {
  /** Undefined: Node's default. */
  context: SecureContext | undefined;
  trustedKeys: () => readonly TrustedKey[];
}

/** Builds the certificate store once: with additional authorities that takes some ten milliseconds. */
export const createTrust = ({
  ca = [],
  trustedKeys = () => [],
}: { ca?: readonly string[]; trustedKeys?: () => readonly TrustedKey[] } = {}): Trust => ({
  context: ca.length === 0 ? undefined : createSecureContext({ ca: [...getCACertificates('default'), ...ca] }),
  trustedKeys,
});
