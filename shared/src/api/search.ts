import * as z from 'zod/mini';
import { defineEndpoint } from '../bridge/endpoint.ts';
import { longestWaitMs } from '../bridge/longest-wait.ts';
import { longestQuery } from '../search/search-query.ts';
import { SearchState } from '../search/search-state.ts';

const Id = z.string().check(z.minLength(1), z.maxLength(64));
const Limit = z._default(z.int().check(z.minimum(1), z.maximum(200)), 50);
const NotFound = z.object({ refused: z.literal('not-found') });

/**
 * Searches a mailbox, an account, or everything, by what somebody typed (`parseSearch`). Answers with what was found first, within some ten
 * milliseconds; `search.follow` tells the rest.
 */
export const startSearch = defineEndpoint({
  name: 'search.start',
  request: z.strictObject({
    query: z.string().check(z.maxLength(longestQuery)),
    accountId: z.optional(Id),
    mailboxId: z.optional(Id),
    limit: Limit,
  }),
  response: SearchState,
});

/** How a search stands once it is another version than this one; waits up to `waitMs`. One that nobody follows ends after a minute. */
export const followSearch = defineEndpoint({
  name: 'search.follow',
  request: z.strictObject({
    searchId: Id,
    version: z.number(),
    limit: Limit,
    waitMs: z._default(z.int().check(z.minimum(0), z.maximum(longestWaitMs)), 0),
  }),
  response: z.union([SearchState, NotFound]),
});

/** Ends a search: nobody wants to know any more. */
export const stopSearch = defineEndpoint({
  name: 'search.stop',
  request: z.strictObject({ searchId: Id }),
  response: z.union([z.object({ stopped: z.literal(true) }), NotFound]),
});
