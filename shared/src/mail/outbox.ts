import * as z from 'zod/mini';
import { Failure, ServerReply } from '../failure/failure.ts';

/** How long a message is held back after it was accepted, so that it can be taken back. */
export const undoMs = 10_000;

/** Retries end this long after the message was accepted, or queued again by a person. */
export const longestRetryMs = 24 * 3_600_000;

/** What became of the message for one recipient. `pending` includes those that will be tried again. */
export const RecipientState = z.discriminatedUnion('state', [
  z.object({ address: z.string(), state: z.literal('pending'), failure: z.optional(Failure) }),
  z.object({ address: z.string(), state: z.literal('accepted') }),
  z.object({ address: z.string(), state: z.literal('refused'), failure: Failure }),
  z.object({ address: z.string(), state: z.literal('unknown') }),
  z.object({ address: z.string(), state: z.literal('cancelled') }),
]);
export type RecipientState = z.infer<typeof RecipientState>;

/** Where a message stands. Times are milliseconds since 1970. */
export const OutboxState = z.discriminatedUnion('state', [
  /** `heldUntil` is in the future while it can still be taken back. */
  z.object({ state: z.literal('queued'), heldUntil: z.number() }),
  z.object({ state: z.literal('sending'), since: z.number() }),
  /** Every recipient was accepted and the server answered the end of the content with 2xx. */
  z.object({ state: z.literal('sent'), at: z.number() }),
  /** Taken for some recipients; `recipients` says for whom, and why not for the others. */
  z.object({ state: z.literal('partly-sent'), at: z.number() }),
  z.object({ state: z.literal('deferred'), nextTryAt: z.number(), failure: Failure }),
  z.object({ state: z.literal('failed'), at: z.number(), failure: Failure }),
  /** The end of the content may have reached the server and no answer came back. Never sent again by itself. */
  z.object({ state: z.literal('unknown'), at: z.number(), failure: z.optional(Failure) }),
  z.object({ state: z.literal('cancelled'), at: z.number() }),
]);
export type OutboxState = z.infer<typeof OutboxState>;

/** The copy in the mailbox for sent mail, kept apart from the send: a copy that fails never sends again. */
export const SentCopy = z.discriminatedUnion('state', [
  /** There is no IMAP leg, or the message has not been taken yet. */
  z.object({ state: z.literal('none') }),
  z.object({ state: z.literal('waiting'), nextTryAt: z.number(), failure: z.optional(Failure) }),
  z.object({ state: z.literal('filed'), mailbox: z.string(), by: z.enum(['server', 'us']) }),
  z.object({ state: z.literal('failed'), failure: Failure }),
]);
export type SentCopy = z.infer<typeof SentCopy>;

/** One message of the outbox, as every reader sees it. */
export const OutboxEntry = z.object({
  id: z.string(),
  accountId: z.string(),
  acceptedAt: z.number(),
  messageId: z.string(),
  from: z.string(),
  subject: z.string(),
  /** Bytes of the finished message. */
  size: z.number(),
  attempts: z.number(),
  /** No try by itself is made after this. */
  retryUntil: z.number(),
  status: OutboxState,
  recipients: z.array(RecipientState),
  /** The server's answer to the newest content it took, and the name it gave the message in its own queue. */
  taken: z.optional(z.object({ at: z.number(), reply: ServerReply, queueId: z.optional(z.string()) })),
  copy: SentCopy,
});
export type OutboxEntry = z.infer<typeof OutboxEntry>;

/** Nothing more will happen to the message by itself. */
export const isSettled = ({ status: { state } }: Pick<OutboxEntry, 'status'>): boolean =>
  state !== 'queued' && state !== 'sending' && state !== 'deferred';
