import type { SettledStatus } from '../account-record.ts';

/**
 * A new status with what it follows: a failure after a success remembers when the leg last worked and since when it does not. The settings
 * are the same: a leg with other ones begins anew, as not tested.
 */
export const withHistory = (former: SettledStatus, next: SettledStatus): SettledStatus => {
  if (next.state !== 'failed') return next;
  if (former.state === 'verified') return { ...next, verifiedAt: former.at, failingSince: next.at };
  if (former.state !== 'failed' || former.verifiedAt === undefined) return next;
  return { ...next, verifiedAt: former.verifiedAt, failingSince: former.failingSince ?? former.at };
};
