import type { Failure } from '@kurrier/shared/failure/failure';

/** Whether a failure is about the connection or the account, and not about one mailbox. */
export const isLost = ({ reply, kind, code }: Failure): boolean =>
  reply === undefined ||
  // What we found out ourselves while we read: nothing after it can be made sense of.
  (kind === 'server.protocol_violation' && code !== undefined) ||
  /^\* BYE/im.test(reply.text) ||
  // The server said why, and closed.
  /^(?:CLOSED|ECONNRESET|ECONNABORTED|EPIPE)$/.test(code ?? '') ||
  /^(?:auth|net|tls)\.|rate_limited|too_many_connections/.test(kind);
