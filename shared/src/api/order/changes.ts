import * as z from 'zod/mini';
import { defineEndpoint } from '../../bridge/endpoint.ts';
import { PendingChange } from '../../mail/pending-change.ts';

const Id = z.string().check(z.minLength(1), z.maxLength(64));

/** The changes to messages that were not carried out, the oldest first: those that wait for the server, and those that failed. */
export const listChanges = defineEndpoint({
  name: 'changes.list',
  request: z.strictObject({}),
  response: z.object({ changes: z.array(PendingChange) }),
});

/** Takes a failed change off the list, or gives up one that waits; what the server may have begun of it stays. */
export const dismissChange = defineEndpoint({
  name: 'changes.dismiss',
  request: z.strictObject({ accountId: Id, id: Id }),
  response: z.union([z.object({ dismissed: z.literal(true) }), z.object({ refused: z.literal('not-found') })]),
});
