/** Node's codes for certificates that do not prove what they should (https://nodejs.org/api/tls.html#x509-certificate-error-codes). */
const codes =
  /^(?:CERT_|UNABLE_TO_|ERROR_IN_CERT_|(?:DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED)$)/;

/** Whether a connection was not made because nobody who is trusted vouches for the server, or not for its name, or not now. */
export const isUntrustedCertificate = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && codes.test(error.code);
