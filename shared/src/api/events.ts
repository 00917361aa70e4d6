import * as z from 'zod/mini';
import { Account } from '../account/account.ts';
import { defineEndpoint } from '../bridge/endpoint.ts';
import { longestWaitMs } from '../bridge/longest-wait.ts';
import { AccountSync } from '../mail/mail.ts';
import { OutboxEntry } from '../mail/outbox.ts';
import { SignInCode } from '../mail/sign-in-code.ts';

/**
 * One entry of the bridge's event log. Entries are whole snapshots: the newest one of an account, of its sync or of a message is its truth.
 */
export const BridgeEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('account.changed'), account: Account }),
  z.object({ type: z.literal('account.removed'), accountId: z.string() }),
  z.object({ type: z.literal('sync.changed'), sync: AccountSync }),
  z.object({ type: z.literal('outbox.changed'), entry: OutboxEntry }),
  z.object({ type: z.literal('outbox.forgotten'), id: z.string() }),
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
  request: z.strictObject({ cursor: z.number(), waitMs: z._default(z.int().check(z.minimum(0), z.maximum(longestWaitMs)), 0) }),
  response: z.object({
    events: z.array(BridgeEvent),
    cursor: z.number(),
    missed: z.boolean(),
    isLocked: z.optional(z.boolean()),
    codes: z.optional(z.array(SignInCode)),
  }),
});
