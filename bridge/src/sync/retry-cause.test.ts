import type { FailureKind } from '@kurrier/shared/failure/failure';
import { expect, test } from 'vitest';
import { retryCauseOf } from './retry-cause.ts';

test.each<[FailureKind, string]>([
  ['auth.invalid_credentials', 'final'],
  ['auth.app_password_required', 'final'],
  ['auth.too_many_attempts', 'throttled'],
  ['server.too_many_connections', 'throttled'],
  ['server.rate_limited', 'throttled'],
  ['net.reset', 'offline'],
  ['net.dns_temporary', 'offline'],
  ['server.temporary_failure', 'failing'],
  // A hotel's sign-in page, or a certificate that is renewed tomorrow.
  ['tls.untrusted_chain', 'failing'],
  ['server.protocol_violation', 'failing'],
])('%s is waited out as %s', (kind, cause) => {
  expect(retryCauseOf({ kind, stage: 'unknown', confidence: 'certain' })).toBe(cause);
});
