import type { DeliveryOutcome, RecipientReply } from '@kurrier/shared/mail/delivery';
import type { Failure } from '@kurrier/shared/failure/failure';
import type { OutboxEntry, OutboxState, RecipientState } from '@kurrier/shared/mail/outbox';
import { parseQueueId } from './queue-id.ts';
import { retryDelayMs } from './delivery-retry-delay.ts';
import { mayTryAgain } from './may-try-again.ts';

const refusedOrAgain = (address: string, failure: Failure): RecipientState =>
  mayTryAgain(failure) ? { address, state: 'pending', failure } : { address, state: 'refused', failure };

/** What one attempt means for a recipient that was still open before it. */
const nextRecipient = (address: string, reply: RecipientReply | undefined, outcome: DeliveryOutcome): RecipientState => {
  if (reply?.accepted === false) return refusedOrAgain(address, reply.failure);
  if (outcome.result === 'unknown') return { address, state: 'unknown' };
  if (outcome.result === 'not-taken') return refusedOrAgain(address, outcome.failure);
  return { address, state: reply ? 'accepted' : 'pending' };
};

const failureOf = (recipients: readonly RecipientState[]): Failure | undefined =>
  recipients.flatMap((recipient) => ('failure' in recipient && recipient.failure ? [recipient.failure] : []))[0];

/** The state of a message whose recipients are all decided. */
const settle = (recipients: readonly RecipientState[], failure: Failure, at: number): OutboxState => {
  const accepted = recipients.filter(({ state }) => state === 'accepted').length;
  if (accepted === recipients.length) return { state: 'sent', at };
  if (accepted > 0) return { state: 'partly-sent', at };
  return { state: 'failed', at, failure: failureOf(recipients) ?? failure };
};

/**
 * What becomes of a message after one attempt: the whole honesty of the outbox, without I/O.
 * A recipient counts as accepted only where the server also took the content; it is tried again only where the kind of its
 * failure says that the same may succeed later, and no later than `retryUntil`. Recipients that are decided are never tried again.
 */
export const decideNext = (entry: OutboxEntry, outcome: DeliveryOutcome, now: number): OutboxEntry => {
  const replies = new Map(outcome.recipients.map((reply) => [reply.address, reply]));
  const recipients = entry.recipients.map((recipient) =>
    recipient.state === 'pending' ? nextRecipient(recipient.address, replies.get(recipient.address), outcome) : recipient,
  );
  const attempts = entry.attempts + 1;
  const next = { ...entry, attempts, recipients };
  if (outcome.result === 'taken') {
    const queueId = parseQueueId(outcome.reply.text);
    next.taken = { at: now, reply: outcome.reply, ...(queueId !== undefined && { queueId }) };
    if (entry.copy.state === 'none') next.copy = { state: 'waiting', nextTryAt: now };
  }
  if (outcome.result === 'unknown') return { ...next, status: { state: 'unknown', at: now, failure: outcome.failure } };

  const open = recipients.filter(({ state }) => state === 'pending');
  const failure = failureOf(open) ?? (outcome.result === 'not-taken' ? outcome.failure : failureOf(recipients)) ?? neverAnswered;
  if (open.length === 0) return { ...next, status: settle(recipients, failure, now) };

  const nextTryAt = now + retryDelayMs(attempts, failure.kind);
  if (nextTryAt <= entry.retryUntil) return { ...next, status: { state: 'deferred', nextTryAt, failure } };
  const given = recipients.map((recipient): RecipientState =>
    recipient.state === 'pending' ? { address: recipient.address, state: 'refused', failure: recipient.failure ?? failure } : recipient,
  );
  return { ...next, recipients: given, status: settle(given, failure, now) };
};

/** A server that took the content without having answered a recipient: outside of the protocol, and tried again. */
const neverAnswered: Failure = { kind: 'server.temporary_failure', stage: 'recipient', leg: 'smtp', confidence: 'guess' };
