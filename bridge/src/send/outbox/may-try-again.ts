import { failureKinds, type Failure, type FailureKind } from '@kurrier/shared/failure/failure';

/** What keeps a person from signing in passes by itself where it once worked: the server restarts, the name server is away. */
const passingKinds: ReadonlySet<FailureKind> = new Set(['net.refused', 'net.dns_not_found']);

/**
 * Whether the same may succeed within the day, for an account that once worked. A 4yz says so itself (RFC 5321 §4.2.1), whatever it is
 * called; so does an answer that belonged to something else, since nothing was judged then. Of a 5yz, and where nothing was said, the kind
 * decides.
 */
export const mayTryAgain = ({ kind, code, reply }: Failure): boolean =>
  (reply?.replyCode !== undefined && reply.replyCode >= 400 && reply.replyCode < 500) ||
  code === 'OUT_OF_STEP' ||
  failureKinds[kind].again ||
  passingKinds.has(kind);
