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
  context: SecureContext;
  trustedKeys: () => readonly TrustedKey[];
}

/** Builds the certificate store once, ahead of the first connection: reading all authorities takes some twenty milliseconds. */
export const createTrust = ({
  ca = [],
  trustedKeys = () => [],
}: { ca?: readonly string[]; trustedKeys?: () => readonly TrustedKey[] } = {}): Trust => ({
  context: createSecureContext({ ca: [...getCACertificates('default'), ...ca], minVersion: 'TLSv1.2' }),
  trustedKeys,
});
