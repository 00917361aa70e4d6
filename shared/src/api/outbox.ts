import * as z from 'zod/mini';
import { defineEndpoint } from '../bridge/endpoint.ts';
import { Failure } from '../failure/failure.ts';
import { OutboxEntry } from '../mail/outbox.ts';

const AccountId = z.string().check(z.minLength(1), z.maxLength(64));
const EntryId = z.string().check(z.minLength(1), z.maxLength(64));
const NotFound = z.object({ refused: z.literal('not-found') });
/** The message is past the point where this is possible. */
const TooLate = z.object({ refused: z.literal('too-late'), entry: OutboxEntry });

export const listOutbox = defineEndpoint({
  name: 'outbox.list',
  request: z.strictObject({ accountId: z.optional(AccountId), limit: z._default(z.int().check(z.minimum(1), z.maximum(500)), 100) }),
  /** Newest first. `putAside` are the files of outboxes that could not be read any more: what waited in them was not sent. */
  response: z.object({ entries: z.array(OutboxEntry), total: z.number(), putAside: z.optional(z.array(z.string())) }),
});

/** Takes a message back that is queued or waiting for its next try. */
export const cancelMessage = defineEndpoint({
  name: 'outbox.cancel',
  request: z.strictObject({ id: EntryId }),
  response: z.union([z.object({ entry: OutboxEntry }), TooLate, NotFound]),
});

/**
 * Sends now what is deferred, failed, cancelled or unknown, to the recipients that have not got it.
 * For `unknown` the person accepts that some may get it twice: `evenIfTwice` has to say so.
 */
export const retryMessage = defineEndpoint({
  name: 'outbox.retry',
  request: z.strictObject({ id: EntryId, evenIfTwice: z._default(z.boolean(), false) }),
  response: z.union([z.object({ entry: OutboxEntry }), TooLate, z.object({ refused: z.literal('might-be-sent-twice') }), NotFound]),
});

/** Looks for the message in the mailbox for sent mail. Found where the server files by itself, an unknown message counts as sent. */
export const checkSent = defineEndpoint({
  name: 'outbox.checkSent',
  request: z.strictObject({ id: EntryId }),
  response: z.union([z.object({ found: z.boolean(), entry: OutboxEntry }), z.object({ failure: Failure }), NotFound]),
});

/** Forgets a settled message. */
export const forgetMessage = defineEndpoint({
  name: 'outbox.forget',
  request: z.strictObject({ id: EntryId }),
  response: z.union([z.object({ forgotten: z.literal(true) }), TooLate, NotFound]),
});
