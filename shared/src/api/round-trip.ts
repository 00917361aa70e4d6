import * as z from 'zod/mini';
import { defineEndpoint } from '../bridge/endpoint.ts';
import { Failure } from '../failure/failure.ts';
import { longestWaitMs } from '../bridge/longest-wait.ts';

const AccountId = z.string().check(z.minLength(1), z.maxLength(64));
const NotFound = z.object({ refused: z.literal('not-found') });

/** The way of one message to oneself. Milliseconds count from the press. */
export const RoundTrip = z.discriminatedUnion('state', [
  z.object({ state: z.literal('sending') }),
  z.object({ state: z.literal('waiting'), sentMs: z.number() }),
  z.object({ state: z.literal('arrived'), sentMs: z.number(), arrivedMs: z.number(), mailbox: z.string(), removed: z.boolean() }),
  z.object({ state: z.literal('failed'), failure: Failure, sentMs: z.optional(z.number()) }),
]);
export type RoundTrip = z.infer<typeof RoundTrip>;

/** Sends a message with a random token to the account's own address; it is removed again once it has arrived. */
export const startRoundTrip = defineEndpoint({
  name: 'roundtrips.start',
  request: z.strictObject({ accountId: AccountId }),
  response: z.union([
    z.object({ roundTripId: z.string(), roundTrip: RoundTrip }),
    NotFound,
    z.object({ refused: z.literal('needs-both-legs') }),
  ]),
});

/** Waits up to `waitMs` for the round trip to be another than `seen`. */
export const followRoundTrip = defineEndpoint({
  name: 'roundtrips.follow',
  request: z.strictObject({
    roundTripId: z.string().check(z.maxLength(64)),
    seen: z.optional(z.enum(['sending', 'waiting', 'arrived', 'failed'])),
    waitMs: z._default(z.int().check(z.minimum(0), z.maximum(longestWaitMs)), 0),
  }),
  response: z.union([z.object({ roundTrip: RoundTrip }), NotFound]),
});
