import { planSecurity } from '@kurrier/shared/account/connection';
import { openImplicit } from './open-implicit-tls.ts';
import { openPlain } from './open-cleartext-first.ts';
import type { Opening, OpenServer } from './server-dialect.ts';
import { closedCodes } from '../closed-codes.ts';
import { codeOf, ProtocolError } from '../protocol-error.ts';

/** OpenSSL's words for bytes that are no TLS, and what servers do that cannot read a ClientHello. */
const plainSpeech = new Set([
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'ERR_SSL_PACKET_LENGTH_TOO_LONG',
  'ERR_SSL_RECORD_LAYER_FAILURE',
  'ERR_SSL_UNEXPECTED_MESSAGE',
  ...closedCodes,
]);

/**
 * Connects with the meaning of Secure (`planSecurity`): TLS at once, or plain text and STARTTLS, each with the other as the second try
 * where Secure is TRUE. Returns without TLS only with Secure FALSE, and then only to this computer itself or where the person allowed it.
 */
export const openServer = async <Connection>(opening: Opening<Connection>): Promise<OpenServer<Connection>> => {
  const { order } = planSecurity(opening.settings);
  if (order === 'find-out' || order === 'plain-start' || order[0] === 'starttls') return openPlain(opening);
  try {
    return await openImplicit(opening);
  } catch (error) {
    if (!isPlainSpeech(error)) throw error;
    return await openPlain(opening, error);
  }
};

const isPlainSpeech = (error: unknown): error is ProtocolError =>
  error instanceof ProtocolError && error.evidence.stage === 'tls' && plainSpeech.has(codeOf(error));
