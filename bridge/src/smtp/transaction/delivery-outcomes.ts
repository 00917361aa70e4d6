import type { DeliveryOutcome } from '@kurrier/shared/mail/delivery';
import type { Failure } from '@kurrier/shared/failure/failure';
import type { EnvelopeAnswers } from './envelope-replies.ts';

/** Certainly not taken. The reason is the earliest thing that went wrong for everybody. */
export const notTaken = ({ refusal, recipients }: EnvelopeAnswers, failure: Failure | undefined) => ({
  result: 'not-taken' as const,
  failure: refusal ?? failure ?? describeOwnError(undefined),
  recipients,
});

/** Nothing that was answered can be relied on, and no content was sent. */
export const tryAnew = (failure: Failure): DeliveryOutcome => ({ result: 'not-taken', failure, recipients: [] });

/** Something of ours failed, above all the store: the server had no part in it. */
export const describeOwnError = (error: unknown): Failure => {
  const { code } = (error ?? {}) as NodeJS.ErrnoException;
  return { kind: 'unknown', stage: 'content', leg: 'smtp', confidence: 'certain', ...(code && { code }) };
};
