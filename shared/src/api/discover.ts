import * as z from 'zod/mini';
import { Address } from '../account/server-settings.ts';
import { Discovery } from '../discovery/discovery.ts';
import { defineEndpoint } from '../bridge/endpoint.ts';

/** Names one search; whoever asks makes it up, so that the search can be stopped before its answer is there. */
const SearchId = z.string().check(z.maxLength(64));

/**
 * Finds the servers of an address, without a password; the answer is there within 8 s, at once for a known provider. A search ends as
 * `cancelled` when it is stopped, when one of the same name begins, or when the caller has too many others; one whose caller goes away ends
 * too.
 */
export const discoverServers = defineEndpoint({
  name: 'discover.servers',
  request: z.strictObject({
    address: Address,
    /** The person agreed to settings that are fetched without encryption, which anybody on the way may have written. */
    allowHttp: z._default(z.boolean(), false),
    /** The domain's own servers are told the whole address, not the domain alone: some answer for one mailbox only. */
    tellAddress: z._default(z.boolean(), true),
    search: z._default(SearchId, ''),
  }),
  response: z.union([Discovery, z.object({ refused: z.enum(['not-an-address', 'cancelled']) })]),
});

/** Ends a search of the caller's own, with its lookups and connections; one that is not under way is not stopped. */
export const stopDiscovery = defineEndpoint({
  name: 'discover.stop',
  request: z.strictObject({ search: SearchId }),
  response: z.object({ stopped: z.boolean() }),
});
