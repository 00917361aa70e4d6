import type { Certificate, Failure } from '@kurrier/shared/failure/failure';

/** What a person compares certificates by, as texts in the order they are shown. */
export const factsOf = ({ names, subject, issuer, validFrom, validTo, fingerprint }: Certificate) => ({
  names: names.join(', ') || subject,
  issuer,
  valid: `${validFrom.slice(0, 10)} – ${validTo.slice(0, 10)}`,
  fingerprint,
});

/** In fours, as people read it aloud: `5F1C 0A5D …`. */
export const spellFingerprint = (fingerprint: string): string => fingerprint.toUpperCase().replace(/(.{4})(?=.)/g, '$1 ');

const trustableKinds: readonly Failure['kind'][] = ['tls.self_signed', 'tls.untrusted_chain', 'tls.hostname_mismatch'];

/**
 * Whether the person may decide to trust what the server showed. An old date is the administrator’s to mend, and broken TLS shows nothing
 * to trust.
 */
export const isTrustable = ({ kind, certificate }: Failure): boolean => certificate !== undefined && trustableKinds.includes(kind);

/**
 * Whether a certificate is for this host by one of its names (RFC 6125: `*.` stands for one label). Where it is not, the host has to be
 * typed to trust it.
 */
export const isForHost = ({ names }: Certificate, host: string): boolean => {
  const wanted = host.toLowerCase();
  return names.some((name) => name.toLowerCase() === wanted || name.toLowerCase() === `*.${wanted.replace(/^[^.]+\./, '')}`);
};

export const isTypedHost = (typed: string, host: string): boolean => typed.trim().toLowerCase() === host.toLowerCase();
