import * as z from 'zod/mini';
import { Address } from '../account.ts';
import { Discovery } from '../discovery.ts';
import { defineEndpoint } from '../endpoint.ts';

/**
 * Finds the servers of an address, without a password; the answer is there within 8 s, at once for a known provider. A caller that goes
 * away, or that calls again, ends what was under way for it.
 */
export const discoverServers = defineEndpoint({
  name: 'discover.servers',
  request: z.strictObject({
    address: Address,
    /** The person agreed to settings that are fetched without encryption, which anybody on the way may have written. */
    allowHttp: z._default(z.boolean(), false),
    /** The domain's own servers are told the whole address, not the domain alone: some answer for one mailbox only. */
    tellAddress: z._default(z.boolean(), true),
  }),
  response: z.union([Discovery, z.object({ refused: z.literal('not-an-address') })]),
});
