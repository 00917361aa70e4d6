import type { Failure } from '@kurrier/shared/failure/failure';
import type { VerifyLeg } from './verify-account.ts';

/** The same attempt, but one that takes what can be said after twelve seconds for the verdict, instead of waiting for a late answer. */
export const endAtInterim =
  (verifyLeg: VerifyLeg): VerifyLeg =>
  async (request, listeners) => {
    const stop = new AbortController();
    let interim: Failure | undefined;
    const verdict = await verifyLeg(request, {
      ...listeners,
      signal: AbortSignal.any([listeners.signal, stop.signal]),
      onInterim: (failure) => {
        interim = failure;
        listeners.onInterim(failure);
        stop.abort();
      },
    });
    return interim && verdict.state === 'failed' ? { ...verdict, failure: interim } : verdict;
  };
