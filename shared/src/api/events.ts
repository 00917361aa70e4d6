import * as z from 'zod/mini';
import { Account } from '../account/account.ts';
import { addedEvents } from './added-events.ts';
import { defineEndpoint } from '../bridge/endpoint.ts';
import { longestWaitMs } from '../bridge/longest-wait.ts';
import { AccountSync, MessageRow } from '../mail/mail.ts';
import { OutboxEntry } from '../mail/outbox.ts';
import { SignInCode } from '../mail/sign-in-code.ts';

/**
 * What became of the messages of one mailbox between two of its revisions. Rows are whole, and keyed by their `ref`: to take one twice does
 * no harm. It makes a list of revision `before` or later one of `revision`; a list that is older has missed something, and reads again.
 */
const MessagesChanged = z.object({
  type: z.literal('messages.changed'),
  accountId: z.string(),
  mailboxId: z.string(),
  before: z.number(),
  revision: z.number(),
  /** How many messages of the mailbox are stored now. */
  messages: z.number(),
  /** Messages that came, or look otherwise. */
  rows: z.array(MessageRow),
  /** UIDs of messages that are gone. */
  removed: z.array(z.number()),
});
export type MessagesChanged = z.infer<typeof MessagesChanged>;

/** Events that are told to those alone who ask for them, because who does not know them cannot read an answer with them. */
export const AddedEvent = z.enum(addedEvents);
export type AddedEvent = z.infer<typeof AddedEvent>;

/**
 * One entry of the bridge's event log. Entries are whole snapshots: the newest one of an account, of its sync or of a message is its truth;
 * only of the messages of a mailbox what has changed is told.
 */
export const BridgeEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('account.changed'), account: Account }),
  z.object({ type: z.literal('account.removed'), accountId: z.string() }),
  z.object({ type: z.literal('sync.changed'), sync: AccountSync }),
  z.object({ type: z.literal('outbox.changed'), entry: OutboxEntry }),
  z.object({ type: z.literal('outbox.forgotten'), id: z.string() }),
  MessagesChanged,
]);
export type BridgeEvent = z.infer<typeof BridgeEvent>;

/**
 * What happened after `cursor`; waits up to `waitMs` where nothing did.
 * It answers at once, too, when the vault was opened: `isLocked` is how that stands now; and when a code to sign in with arrived: `codes` are
 * all that are offered now.
 * `missed` means that the log no longer reaches back that far, or that the bridge was restarted: read the lists again.
 */
export const eventsSince = defineEndpoint({
  name: 'events.since',
  request: z.strictObject({
    cursor: z.number(),
    waitMs: z._default(z.int().check(z.minimum(0), z.maximum(longestWaitMs)), 0),
    /** Which of the events are told that came later: those that `accounts.list` says the bridge `tells`. */
    also: z.optional(z.array(AddedEvent).check(z.maxLength(10))),
  }),
  response: z.object({
    events: z.array(BridgeEvent),
    cursor: z.number(),
    missed: z.boolean(),
    isLocked: z.optional(z.boolean()),
    codes: z.optional(z.array(SignInCode)),
  }),
});
