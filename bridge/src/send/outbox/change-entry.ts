import { retryDelayMs } from './delivery-retry-delay.ts';
import { longestRetryMs, undoMs, type OutboxEntry, type RecipientState } from '@kurrier/shared/mail/outbox';

const changeOpen = (recipients: readonly RecipientState[], from: RecipientState['state'][], to: 'pending' | 'cancelled' | 'unknown') =>
  recipients.map((recipient): RecipientState => (from.includes(recipient.state) ? { address: recipient.address, state: to } : recipient));

/** Takes a message back; `undefined` where it is being sent or settled. Who has it already keeps it. */
export const cancel = (entry: OutboxEntry, now: number): OutboxEntry | undefined => {
  if (entry.status.state !== 'queued' && entry.status.state !== 'deferred') return undefined;
  const recipients = changeOpen(entry.recipients, ['pending'], 'cancelled');
  const reached = recipients.some(({ state }) => state === 'accepted');
  return { ...entry, recipients, status: { state: reached ? 'partly-sent' : 'cancelled', at: now } };
};

/**
 * Queues a message once more at a person's request, for the recipients that have not got it.
 * `undefined` where there is nobody left, or it is queued or being sent. The day of retries starts anew.
 */
export const queueAgain = (entry: OutboxEntry, now: number): OutboxEntry | undefined => {
  if (entry.status.state === 'queued' || entry.status.state === 'sending') return undefined;
  const recipients = changeOpen(entry.recipients, ['pending', 'refused', 'cancelled', 'unknown'], 'pending');
  if (!recipients.some(({ state }) => state === 'pending')) return undefined;
  return { ...entry, retryUntil: now + longestRetryMs, attempts: 0, recipients, status: { state: 'queued', heldUntil: now } };
};

/**
 * What a message is after the process was ended. `contentBegun`: it was noted, before the end of the content could be sent,
 * that it might be; then nobody knows. Otherwise the server cannot have it.
 */
export const recover = (entry: OutboxEntry, contentBegun: boolean, now: number): OutboxEntry => {
  if (contentBegun)
    return { ...entry, recipients: changeOpen(entry.recipients, ['pending'], 'unknown'), status: { state: 'unknown', at: now } };
  return entry.status.state === 'sending' ? { ...entry, status: { state: 'queued', heldUntil: now } } : byOurClock(entry, now);
};

/** Another computer's clock, or ours before it was set, may have been ahead: nothing waits longer than it could have been told to by ours. */
export const byOurClock = (entry: OutboxEntry, now: number): OutboxEntry => {
  const { status } = entry;
  if (status.state === 'queued' && status.heldUntil > now + undoMs) return { ...entry, status: { ...status, heldUntil: now + undoMs } };
  if (status.state === 'deferred') {
    const latest = now + retryDelayMs(entry.attempts, status.failure.kind);
    if (status.nextTryAt > latest) return { ...entry, status: { ...status, nextTryAt: latest } };
  }
  return entry;
};

/** An unknown message was found where only the server can have put it: it had been taken. */
export const confirmTaken = (entry: OutboxEntry, mailbox: string, now: number): OutboxEntry => {
  const recipients = entry.recipients.map((recipient): RecipientState =>
    recipient.state === 'unknown' ? { address: recipient.address, state: 'accepted' } : recipient,
  );
  const all = recipients.every(({ state }) => state === 'accepted');
  return {
    ...entry,
    recipients,
    status: { state: all ? 'sent' : 'partly-sent', at: now },
    copy: { state: 'filed', mailbox, by: 'server' },
  };
};
