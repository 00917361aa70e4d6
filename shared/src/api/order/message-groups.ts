import * as z from 'zod/mini';
import { defineEndpoint } from '../../bridge/endpoint.ts';
import { MessageRef, MessageRow } from '../../mail/mail.ts';
import { listedFrom } from '../mail.ts';

/**
 * The messages of a list as `mail.messages` has it, without their rows, so that something can be done to all of them: each by the place of
 * its mailbox in `mailboxes`, and its UID. By conversations, `offset` and `limit` count these, and all messages of the list that they have
 * are named.
 */
export const listRefs = defineEndpoint({
  name: 'mail.refs',
  request: z.strictObject({
    ...listedFrom,
    offset: z.int().check(z.minimum(0)),
    limit: z.int().check(z.minimum(1), z.maximum(10_000)),
  }),
  response: z.object({
    mailboxes: z.array(z.object({ accountId: z.string(), mailboxId: z.string(), uidValidity: z.number() })),
    places: z.array(z.number()),
    uids: z.array(z.number()),
  }),
});

/**
 * The conversation of a message, the oldest message first: of its mailbox, the INBOX, Sent and Archive. Empty where the mailbox is not there.
 */
export const listConversation = defineEndpoint({
  name: 'mail.conversation',
  request: z.strictObject({ ref: MessageRef }),
  response: z.object({ rows: z.array(MessageRow) }),
});
