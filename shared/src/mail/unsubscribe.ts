import * as z from 'zod/mini';

/** How a list can be left. Nothing of it is opened or sent by itself. */
export const UnsubscribeWay = z.discriminatedUnion('way', [
  /** RFC 8058: the bridge asks the host once, after a person agreed. */
  z.object({ way: z.literal('one-click'), host: z.string(), url: z.string() }),
  /** A page of the list, to be opened by a person. */
  z.object({ way: z.literal('link'), host: z.string(), url: z.string() }),
  /** A message that a person sends; an earlier bridge says nothing of its text. */
  z.object({ way: z.literal('mail'), to: z.string(), subject: z.string(), text: z.optional(z.string()) }),
  z.object({ way: z.literal('none') }),
]);
export type UnsubscribeWay = z.infer<typeof UnsubscribeWay>;

/** What became of the request. `done`: the host took it, with this status. */
export const Unsubscribed = z.union([
  z.object({ done: z.literal(true), host: z.string() }),
  z.object({ refused: z.enum(['not-found', 'not-offered', 'private-address', 'redirected', 'http-status', 'unreachable']) }),
]);
export type Unsubscribed = z.infer<typeof Unsubscribed>;
