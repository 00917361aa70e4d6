import type { Failure } from '@kurrier/shared/failure/failure';

/** A server that does what the protocol forbids; `code` says what. */
export const protocolViolation = (code: string): Failure => ({
  kind: 'server.protocol_violation',
  stage: 'mailbox',
  leg: 'imap',
  confidence: 'certain',
  code,
});
