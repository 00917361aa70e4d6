import { expect, test } from 'vitest';
import { isUntrustedCertificate } from './is-untrusted-certificate.ts';

const errorWith = (code?: string): Error => Object.assign(new Error('it did not work'), code !== undefined && { code });

test.each([
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REVOKED',
  'CERT_CHAIN_TOO_LONG',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'HOSTNAME_MISMATCH',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'PATH_LENGTH_EXCEEDED',
  'ERROR_IN_CERT_NOT_AFTER_FIELD',
])('%s is about the certificate', (code) => {
  expect(isUntrustedCertificate(errorWith(code))).toBe(true);
});

test.each(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'ENOTFOUND', 'ERR_SSL_WRONG_VERSION_NUMBER', 'INVALID_PURPOSES', '28P01', undefined])(
  '%s is not',
  (code) => {
    expect(isUntrustedCertificate(errorWith(code))).toBe(false);
  },
);
