import * as z from 'zod/mini';
import { Failure } from '../failure/failure.ts';
import { MessageRef } from './mail.ts';

/** What is to be done to messages. Mailboxes are named by their ids. */
export const ChangeAction = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('seen'), isSet: z.boolean() }),
  z.object({ kind: z.literal('flagged'), isSet: z.boolean() }),
  z.object({ kind: z.literal('move'), to: z.string() }),
  /** From Trash itself they go for good. */
  z.object({ kind: z.literal('trash') }),
]);
export type ChangeAction = z.infer<typeof ChangeAction>;

/**
 * Why a change was not carried out. `gone`: the message is no longer where it was, another program moved or deleted it. `no-mailbox`: where
 * it was to go is no longer there. `uncertain`: the connection ended over it, and it cannot be told whether a copy was made.
 */
export const ChangeRefusal = z.enum(['gone', 'no-mailbox', 'no-trash', 'uncertain', 'server']);
export type ChangeRefusal = z.infer<typeof ChangeRefusal>;

/** A change that the server has not carried out: it waits for its turn, or it was not possible and waits to be read. */
export const PendingChange = z.object({
  id: z.string(),
  accountId: z.string(),
  action: ChangeAction,
  refs: z.array(MessageRef),
  /** Of the first message. */
  subject: z.string(),
  /** When the person did it, milliseconds since 1970. */
  at: z.number(),
  state: z.enum(['pending', 'failed']),
  refusal: z.optional(ChangeRefusal),
  /** The server's own words, or what keeps it from being reached. */
  failure: z.optional(Failure),
});
export type PendingChange = z.infer<typeof PendingChange>;
