import { randomBytes, randomUUID } from 'node:crypto';
import type { followRoundTrip, RoundTrip, startRoundTrip } from '@kurrier/shared/api/round-trip';
import type { Endpoint, RequestOf, ResponseOf } from '@kurrier/shared/bridge/endpoint';
import type { Failure } from '@kurrier/shared/failure/failure';
import type { Outcome } from '@kurrier/shared/failure/outcome';
import { OutgoingMessage } from '@kurrier/shared/mail/outgoing-message';
import type { ComposeMessage, SendingAccount } from './accept-message.ts';
import type { SubmissionSession } from './delivery/attempt-delivery.ts';

type UseCase<E extends Endpoint> = (request: RequestOf<E>) => Promise<ResponseOf<E>>;

/** Where the message can turn up. None of its functions rejects. */
export interface Arrivals {
  find(messageId: string): Promise<Outcome<string | undefined, Failure>>;
  remove(messageId: string): Promise<Outcome<boolean, Failure>>;
  close(): Promise<void>;
}

export interface RoundTrips {
  start: UseCase<typeof startRoundTrip>;
  follow: UseCase<typeof followRoundTrip>;
}

/** So long a message to oneself is waited for, and so often looked for. */
const longestMs = 120_000;
const lookEveryMs = 250;
/** A result is kept this long. */
const keptMs = 600_000;

interface Running {
  roundTrip: RoundTrip;
  changed: PromiseWithResolvers<void>;
}

/**
 * A message to oneself, there and back, measured. It goes past the outbox: it is a question to the servers, worth nothing
 * once the answer is there, and nobody wants it tried again or filed.
 */
export const createRoundTrips = (deps: {
  findAccount: (id: string) => Promise<SendingAccount | undefined>;
  compose: ComposeMessage;
  openSession: (accountId: string) => Promise<Outcome<SubmissionSession, Failure>>;
  openArrivals: (accountId: string) => Promise<Outcome<Arrivals, Failure>>;
  now?: () => number;
}): RoundTrips => {
  const { findAccount, compose, openSession, openArrivals, now = Date.now } = deps;
  const running = new Map<string, Running>();

  const show = (trip: Running, roundTrip: RoundTrip) => {
    trip.roundTrip = roundTrip;
    trip.changed.resolve();
    trip.changed = Promise.withResolvers();
  };

  const send = async (accountId: string, address: string, messageId: string): Promise<Failure | null> => {
    const message = OutgoingMessage.parse({
      from: { address },
      to: [{ address }],
      subject: `Test ${messageId.slice(1, 9)}`,
      text: 'A test of the way from this account to itself. It is removed once it has arrived.',
    });
    const { content, from, recipients, needsSmtpUtf8 } = compose(message, {
      messageId,
      date: new Date(now()),
      openUpload: () => {
        throw new Error('nothing is attached');
      },
    });
    const opened = await openSession(accountId);
    if (!opened.ok) return opened.failure;
    const size = Buffer.isBuffer(content) ? content.length : 0;
    const options = { beforeEnd: async () => {}, takeNext: () => undefined };
    const outcome = await opened.value.deliver({ from, recipients, needsSmtpUtf8, size }, content, options);
    await opened.value.close();
    return outcome.result === 'taken' ? null : outcome.failure;
  };

  const waitFor = async (arrivals: Arrivals, messageId: string, startedAt: number, sentMs: number): Promise<RoundTrip> => {
    while (now() - startedAt < longestMs) {
      const found = await arrivals.find(messageId);
      if (!found.ok) return { state: 'failed', failure: found.failure, sentMs };
      if (found.value !== undefined) {
        const arrivedMs = now() - startedAt;
        const removed = await arrivals.remove(messageId);
        return { state: 'arrived', sentMs, arrivedMs, mailbox: found.value, removed: removed.ok && removed.value };
      }
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    }
    return { state: 'failed', failure: { kind: 'net.timeout', stage: 'mailbox', leg: 'imap', confidence: 'guess' }, sentMs };
  };

  const run = async (trip: Running, accountId: string, address: string): Promise<void> => {
    const startedAt = now();
    const messageId = `<${randomBytes(16).toString('hex')}@${address.slice(address.lastIndexOf('@') + 1)}>`;
    try {
      // Signing in to look for it is no part of the way.
      const opening = openArrivals(accountId);
      const failure = await send(accountId, address, messageId);
      const sentMs = now() - startedAt;
      if (!failure) show(trip, { state: 'waiting', sentMs });
      const opened = await opening;
      if (failure) show(trip, { state: 'failed', failure });
      else if (opened.ok) show(trip, await waitFor(opened.value, messageId, startedAt, sentMs));
      else show(trip, { state: 'failed', failure: opened.failure, sentMs });
      if (opened.ok) await opened.value.close();
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      show(trip, { state: 'failed', failure: { kind: 'unknown', stage: 'unknown', confidence: 'guess', ...(code && { code }) } });
    }
  };

  return {
    async start({ accountId }) {
      const account = await findAccount(accountId);
      if (!account) return { refused: 'not-found' };
      if (!account.hasSmtp || !account.hasImap) return { refused: 'needs-both-legs' };
      const roundTripId = randomUUID();
      const trip: Running = { roundTrip: { state: 'sending' }, changed: Promise.withResolvers() };
      running.set(roundTripId, trip);
      setTimeout(() => running.delete(roundTripId), longestMs + keptMs).unref();
      void run(trip, accountId, account.address);
      return { roundTripId, roundTrip: { state: 'sending' } };
    },
    async follow({ roundTripId, seen, waitMs }) {
      const trip = running.get(roundTripId);
      if (!trip) return { refused: 'not-found' };
      if (trip.roundTrip.state === seen && waitMs > 0) {
        const timeout = Promise.withResolvers<void>();
        const timer = setTimeout(timeout.resolve, waitMs);
        await Promise.race([trip.changed.promise, timeout.promise]);
        clearTimeout(timer);
      }
      return { roundTrip: trip.roundTrip };
    },
  };
};
