import type { DeliveryOutcome } from '@kurrier/shared/mail/delivery';
import type { Failure } from '@kurrier/shared/failure/failure';

/**
 * What an outcome is worth once the server has said something that nobody asked for: replies may have belonged to other commands.
 * Where the end of the content was sent nobody knows what became of the message; where it was not, nothing was judged. The same
 * object where nothing changes.
 */
export const toUnknownOutcome = (outcome: DeliveryOutcome, outOfStep: Failure | undefined): DeliveryOutcome => {
  if (!outOfStep || outcome.result === 'unknown') return outcome;
  if (outcome.result === 'taken' || outcome.endWasSent) return { result: 'unknown', failure: outOfStep, recipients: outcome.recipients };
  return outcome.failure === outOfStep ? outcome : { result: 'not-taken', failure: outOfStep, recipients: [] };
};
