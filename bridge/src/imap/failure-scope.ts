import type { Failure } from '@kurrier/shared/failure/failure';
import { endedCodes } from '../net/closed-codes.ts';

/** What we found out of one mailbox: the server says of it what cannot be, and the connection is as good as before. */
const mailboxFindings = new Set(['CONTRADICTING_COUNTS', 'CONTRADICTING_STATUS', 'NO_UIDVALIDITY', 'UNREADABLE_MAILBOX']);

/** Whether a failure is about the connection or the account, and not about one mailbox. */
export const isBeyondMailbox = ({ reply, kind, code = '' }: Failure): boolean => {
  if (mailboxFindings.has(code)) return false;
  return (
    reply === undefined ||
    // The server said something, and closed.
    endedCodes.has(code) ||
    // What we found out ourselves while we read: nothing after it can be made sense of.
    (kind === 'server.protocol_violation' && code !== '') ||
    /^\* BYE/im.test(reply.text) ||
    /^(?:auth|net|tls)\.|rate_limited|too_many_connections/.test(kind)
  );
};
