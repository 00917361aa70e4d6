import type { Account, LegStatus } from '@kurrier/shared/account/account';
import { legs, type Leg } from '@kurrier/shared/account/connection';
import { failureKinds } from '@kurrier/shared/failure/failure';

/** Verified is not forever: after this long without news of a leg it is tried again. */
const staleAfterMs = 6 * 60 * 60_000;
/** What may pass by itself is looked at again sooner. */
const retryAfterMs = 15 * 60_000;

/**
 * The legs to try again by themselves. A leg whose password was refused is not among them: it is not sent there again until the
 * person says so, because providers lock accounts. Neither is one that was never tried or was cancelled.
 */
export const planRetests = (accounts: Account[], nowMs: number): { accountId: string; legs: Leg[] }[] =>
  accounts.flatMap((account) => {
    const due = legs.filter((leg) => isDue(account[leg]?.status, nowMs));
    const isBusy = legs.some((leg) => account[leg]?.status.state === 'checking');
    return due.length > 0 && !isBusy ? [{ accountId: account.id, legs: due }] : [];
  });

const isDue = (status: LegStatus | undefined, nowMs: number): boolean => {
  if (status?.state === 'verified') return nowMs - status.at >= staleAfterMs;
  return status?.state === 'failed' && nowMs >= (retestAt(status) ?? Infinity);
};

/** When a failed leg is tried again by itself: where that may pass, and where it worked before and only cannot be reached. */
export const retestAt = (status: Extract<LegStatus, { state: 'failed' }>): number | undefined => {
  const { kind, stage } = status.failure;
  const isAway = status.verifiedAt !== undefined && kind.startsWith('net.');
  return (failureKinds[kind].again || isAway) && stage !== 'sign-in' ? status.at + retryAfterMs : undefined;
};
