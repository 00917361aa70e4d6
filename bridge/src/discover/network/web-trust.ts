import tls from 'node:tls';

/** Trust in the public authorities and some more, made once: it takes longer than a handshake. Undefined where the public ones are enough. */
export const createTrust = (ca: readonly string[] = []): tls.SecureContext | undefined =>
  ca.length === 0 ? undefined : tls.createSecureContext({ ca: [...tls.getCACertificates('default'), ...ca] });
