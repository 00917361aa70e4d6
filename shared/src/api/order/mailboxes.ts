import * as z from 'zod/mini';
import { atMost } from '../../bounded-text.ts';
import { defineEndpoint } from '../../bridge/endpoint.ts';
import { Failure } from '../../failure/failure.ts';

const Id = z.string().check(z.minLength(1), z.maxLength(64));
const NotFound = z.object({ refused: z.literal('not-found') });
/** The server, or the way to it, said no. */
const Failed = z.object({ failed: Failure });

/** A name for a mailbox as a person writes it: no part of a path. */
const MailboxName = z.string().check(atMost(200), z.minLength(1), z.regex(/^[^\p{Cc}\p{Cs}\u2028\u2029]*$/u));
/** `taken`: another mailbox has the name. */
const MailboxRefused = z.object({ refused: z.enum(['not-found', 'bad-name', 'taken']) });

/** Makes a mailbox (RFC 9051 §6.3.4), below another one where that is named. */
export const createMailbox = defineEndpoint({
  name: 'mail.createMailbox',
  request: z.strictObject({ accountId: Id, parentId: z.optional(Id), name: MailboxName }),
  response: z.union([z.object({ done: z.literal(true) }), MailboxRefused, Failed]),
});

/** Gives a mailbox another name in the same place (RFC 9051 §6.3.6). Those that have a part to play keep theirs. */
export const renameMailbox = defineEndpoint({
  name: 'mail.renameMailbox',
  request: z.strictObject({ accountId: Id, mailboxId: Id, name: MailboxName }),
  response: z.union([z.object({ done: z.literal(true) }), MailboxRefused, Failed]),
});

/** Deletes a mailbox with all that is in it, for good (RFC 9051 §6.3.5). Those that have a part to play are not deleted. */
export const deleteMailbox = defineEndpoint({
  name: 'mail.deleteMailbox',
  request: z.strictObject({ accountId: Id, mailboxId: Id }),
  response: z.union([z.object({ done: z.literal(true) }), MailboxRefused, Failed]),
});

/** Deletes what lies in Trash or among spam, for good: what is known here of it, and nothing that comes meanwhile. */
export const emptyMailbox = defineEndpoint({
  name: 'mail.emptyMailbox',
  request: z.strictObject({ accountId: Id, mailboxId: Id }),
  response: z.union([z.object({ done: z.number(), leftMarked: z.optional(z.number()) }), NotFound, Failed]),
});
