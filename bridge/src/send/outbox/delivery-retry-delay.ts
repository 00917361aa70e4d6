import type { FailureKind } from '@kurrier/shared/failure/failure';

const minute = 60_000;
const delaysMs = [1, 5, 10, 20, 30, 60].map((minutes) => minutes * minute);

/** Kinds that get worse by trying again soon: providers count further tries against the account. */
const patientKinds: ReadonlySet<FailureKind> = new Set(['server.rate_limited', 'auth.too_many_attempts']);

/** Whether another try is worth nothing before its time, even where the server is there again. */
export const needsPatience = (kind: FailureKind): boolean => patientKinds.has(kind);

/**
 * How long to wait after the given number of attempts. The second step outlasts the five minutes that greylisting
 * commonly asks for (RFC 6647 §2.1); later ones grow to an hour.
 */
export const retryDelayMs = (attempts: number, kind: FailureKind): number => {
  const delayMs = delaysMs[Math.min(Math.max(attempts, 1), delaysMs.length) - 1]!;
  return needsPatience(kind) ? Math.max(delayMs, 30 * minute) : delayMs;
};
