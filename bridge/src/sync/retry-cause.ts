import { failureKinds, type Failure } from '@kurrier/shared/failure/failure';
import type { RetryCause } from './retry-delay.ts';

const throttles: ReadonlySet<Failure['kind']> = new Set(['server.rate_limited', 'server.too_many_connections', 'auth.too_many_attempts']);

/** What a failed connection is waited out as; `final` where trying again with the same credential could only harm. */
export const retryCauseOf = ({ kind }: Failure): RetryCause | 'final' => {
  if (throttles.has(kind)) return 'throttled';
  if (kind.startsWith('net.')) return 'offline';
  return /^o?auth\./.test(kind) && !failureKinds[kind].again ? 'final' : 'failing';
};
