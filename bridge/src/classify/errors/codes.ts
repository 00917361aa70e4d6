import type { FailureKind } from '@kurrier/shared/failure/failure';

/** Codes of Node, OpenSSL, our own dialogues and the libraries that leave one reading, whatever the stage. */
export const kindOfCode: Readonly<Record<string, FailureKind>> = {
  // Node and c-ares
  ECONNREFUSED: 'net.refused',
  ENOTFOUND: 'net.dns_not_found',
  EBADNAME: 'net.dns_not_found',
  ENODATA: 'net.dns_not_found',
  EAI_NONAME: 'net.dns_not_found',
  EAI_AGAIN: 'net.dns_temporary',
  EAI_FAIL: 'net.dns_temporary',
  ESERVFAIL: 'net.dns_temporary',
  EREFUSED: 'net.dns_temporary',
  EHOSTUNREACH: 'net.unreachable',
  ENETUNREACH: 'net.unreachable',
  ENETDOWN: 'net.unreachable',
  EHOSTDOWN: 'net.unreachable',
  EADDRNOTAVAIL: 'net.unreachable',
  ECONNRESET: 'net.reset',
  ECONNABORTED: 'net.reset',
  EPIPE: 'net.reset',
  EACCES: 'net.refused',
  EPERM: 'net.refused',
  ENETRESET: 'net.reset',
  ERR_SOCKET_BAD_PORT: 'config.invalid',
  ERR_INVALID_URL: 'config.invalid',
  ERR_INVALID_ARG_TYPE: 'config.invalid',
  ERR_INVALID_ARG_VALUE: 'config.invalid',
  // our own store
  SQLITE_FULL: 'local.store_failed',
  SQLITE_READONLY: 'local.store_failed',
  SQLITE_IOERR: 'local.store_failed',
  SQLITE_CORRUPT: 'local.store_failed',
  SQLITE_CANTOPEN: 'local.store_failed',
  // certificates
  ERR_TLS_CERT_ALTNAME_INVALID: 'tls.hostname_mismatch',
  HOSTNAME_MISMATCH: 'tls.hostname_mismatch',
  CERT_HAS_EXPIRED: 'tls.expired',
  CERT_NOT_YET_VALID: 'tls.expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls.self_signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls.untrusted_chain',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls.untrusted_chain',
  UNABLE_TO_GET_ISSUER_CERT: 'tls.untrusted_chain',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls.untrusted_chain',
  CERT_UNTRUSTED: 'tls.untrusted_chain',
  CERT_REVOKED: 'tls.untrusted_chain',
  CERT_REJECTED: 'tls.untrusted_chain',
  CERT_SIGNATURE_FAILURE: 'tls.untrusted_chain',
  CERT_CHAIN_TOO_LONG: 'tls.untrusted_chain',
  INVALID_CA: 'tls.untrusted_chain',
  INVALID_PURPOSE: 'tls.untrusted_chain',
  // OpenSSL
  ERR_SSL_WRONG_VERSION_NUMBER: 'tls.plaintext_port',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'tls.plaintext_port',
  ERR_SSL_HTTP_REQUEST: 'server.wrong_service',
  ERR_SSL_UNSUPPORTED_PROTOCOL: 'tls.protocol_too_old',
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: 'tls.protocol_too_old',
  ERR_SSL_VERSION_TOO_LOW: 'tls.protocol_too_old',
  ERR_SSL_UNSAFE_LEGACY_RENEGOTIATION_DISABLED: 'tls.protocol_too_old',
  ERR_SSL_WRONG_SIGNATURE_TYPE: 'tls.protocol_too_old',
  ERR_SSL_DH_KEY_TOO_SMALL: 'tls.protocol_too_old',
  ERR_SSL_LEGACY_SIGALG_DISALLOWED_OR_UNSUPPORTED: 'tls.protocol_too_old',
  ERR_SSL_CA_MD_TOO_WEAK: 'tls.protocol_too_old',
  ERR_SSL_EE_KEY_TOO_SMALL: 'tls.protocol_too_old',
  CA_MD_TOO_WEAK: 'tls.protocol_too_old',
  EE_KEY_TOO_SMALL: 'tls.protocol_too_old',
  ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE: 'tls.handshake_failed',
  // our own dialogues, where a reply of the server tells more
  STARTTLS_NOT_OFFERED: 'tls.starttls_unavailable',
  LINE_TOO_LONG: 'server.protocol_violation',
  NOT_THE_PROTOCOL: 'server.protocol_violation',
  // Outlook (MAPI over the old Internet Mail transport)
  '0x800CCC0D': 'net.dns_not_found',
  '0x800CCC0E': 'net.refused',
  '0x800CCC0F': 'net.reset',
  '0x800CCC1A': 'tls.handshake_failed',
  // nodemailer
  EREQUIRETLS: 'tls.starttls_unavailable',
  ENOAUTH: 'auth.required',
  NoAuth: 'auth.required',
  EOAUTH2: 'auth.oauth_token_invalid',
  ECONFIG: 'config.invalid',
  // imapflow
  ETHROTTLE: 'server.rate_limited',
  InstanceReused: 'config.invalid',
  InvalidStringValue: 'config.invalid',
  LineTooLarge: 'server.protocol_violation',
  LiteralTooLarge: 'server.protocol_violation',
  ResponseTooLarge: 'server.protocol_violation',
  InvalidResponse: 'server.protocol_violation',
  UnexpectedTag: 'server.protocol_violation',
  MissingTag: 'server.protocol_violation',
};

/** What our own dialogues found out, whatever the server said. */
export const kindOfFinding: Readonly<Record<string, FailureKind>> = {
  TLS_SPOKEN: 'tls.implicit_expected',
  NO_COMMON_MECHANISM: 'auth.unsupported_mechanism',
  AUTH_NOT_OFFERED: 'auth.unsupported_mechanism',
  LOGIN_DISABLED: 'auth.requires_tls',
  CLEARTEXT_NOT_ALLOWED: 'tls.starttls_unavailable',
  STARTTLS_INJECTION: 'server.protocol_violation',
  OUT_OF_STEP: 'server.protocol_violation',
  PEER_OTHER_USER: 'local.other_user',
  PEER_UNKNOWN: 'local.owner_unknown',
};

/** Codes that only say that nothing came in time; stage and port tell what that means. */
export const timeoutCodes: ReadonlySet<string> = new Set([
  'DEADLINE',
  'ETIMEDOUT',
  'ETIMEOUT',
  'ESOCKETTIMEDOUT',
  'CONNECT_TIMEOUT',
  'GREETING_TIMEOUT',
  'GREEETING_TIMEOUT',
  'UPGRADE_TIMEOUT',
  'ERR_TLS_HANDSHAKE_TIMEOUT',
  'ERR_SOCKET_CONNECTION_TIMEOUT',
  'SOCKET_TIMEOUT',
  // Outlook
  '0x800CCC19',
]);

/** Codes that only say that the other side went away. */
export const closedCodes: ReadonlySet<string> = new Set([
  'CLOSED',
  'ClosedAfterConnectText',
  'ClosedAfterConnectTLS',
  'NoConnection',
  'EConnectionClosed',
  'StateLogout',
]);
