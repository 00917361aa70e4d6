import * as z from 'zod/mini';
import { patternText } from '../bounded-text.ts';
import { defineEndpoint } from '../bridge/endpoint.ts';
import { Failure } from '../failure/failure.ts';
import { DraftId } from './writing/drafts.ts';
import { OutboxEntry, undoMs } from '../mail/outbox.ts';
import { OutgoingMessage } from '../mail/outgoing-message.ts';

const AccountId = z.string().check(z.minLength(1), z.maxLength(64));
const NotFound = z.object({ refused: z.literal('not-found') });

/**
 * Accepts a message: once this is answered with an entry, it is stored durably and will be sent or its failure shown.
 * The same key with the same message is accepted once, however often it is called.
 */
export const sendMessage = defineEndpoint({
  name: 'send.message',
  request: z.strictObject({
    accountId: AccountId,
    idempotencyKey: patternText(100, /^[\w-]{8,100}$/, 'is not a key'),
    holdMs: z._default(z.int().check(z.minimum(0), z.maximum(undoMs)), undoMs),
    message: OutgoingMessage,
    /** The draft that it was: once it is sent, that goes from the server. */
    draftId: z.optional(DraftId),
  }),
  response: z.union([
    z.object({ entry: OutboxEntry, existing: z.boolean() }),
    NotFound,
    /** The account has no SMTP leg. */
    z.object({ refused: z.literal('receive-only') }),
    /** The key stands for another message. */
    z.object({ refused: z.literal('key-reused') }),
    /** Neither the account's address nor one of its aliases. */
    z.object({ refused: z.literal('sender-not-yours') }),
    z.object({ refused: z.literal('upload-incomplete'), uploadId: z.string() }),
    z.object({ refused: z.literal('too-large'), size: z.number(), limit: z.number() }),
  ]),
});

/** What the account's server takes, to be told before anything is uploaded. Asks the server where it is not known yet. */
export const sendLimits = defineEndpoint({
  name: 'send.limits',
  request: z.strictObject({ accountId: AccountId }),
  response: z.union([
    z.object({
      /** Largest message in bytes (RFC 1870); absent where the server does not say. */
      size: z.optional(z.number()),
      /** Attachments grow by a third and some on the way: what their files may have together. */
      attachments: z.optional(z.number()),
      smtpUtf8: z.boolean(),
    }),
    z.object({ failure: Failure }),
    NotFound,
  ]),
});
