import type { Failure } from '@kurrier/shared/failure/failure';

/** A refusal (NO, BAD) that is not about the pace, the connection or the account: a message in the set must be the reason. */
export const isAboutMessages = ({ reply, kind, code }: Failure): boolean =>
  reply !== undefined &&
  code === undefined &&
  !/^(?:auth|net|tls)\.|rate_limited|too_many|unavailable/.test(kind) &&
  !/^\* BYE/im.test(reply.text);
