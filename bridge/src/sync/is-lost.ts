import type { Failure } from '@kurrier/shared/failure';

/** Whether a failure is about the connection or the account, and not about one mailbox. */
export const isLost = ({ reply, kind }: Failure): boolean =>
  reply === undefined || /^\* BYE/im.test(reply.text) || /^(?:auth|net|tls)\.|rate_limited|too_many_connections/.test(kind);
