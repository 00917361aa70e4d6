import * as z from 'zod/mini';
import { Address, lineText } from '../account/server-settings.ts';
import { defineEndpoint } from '../bridge/endpoint.ts';
import { Failure } from '../failure/failure.ts';

const AccountId = z.string().check(z.minLength(1), z.maxLength(64));
const NotFound = z.object({ refused: z.literal('not-found') });

/** Another address that the account sends from, with what its server said to it as a sender. */
export const Alias = z.object({
  address: z.string(),
  name: z.string(),
  proof: z.discriminatedUnion('state', [
    z.object({ state: z.literal('proved'), at: z.number() }),
    z.object({ state: z.literal('refused'), at: z.number(), failure: Failure }),
  ]),
});
export type Alias = z.infer<typeof Alias>;

const AliasList = z.object({ aliases: z.array(Alias) });

export const listAliases = defineEndpoint({
  name: 'aliases.list',
  request: z.strictObject({ accountId: AccountId }),
  response: z.union([AliasList, NotFound]),
});

/** Asks the server with MAIL FROM whether it takes the address as a sender, and keeps the address with the answer. */
export const addAlias = defineEndpoint({
  name: 'aliases.add',
  request: z.strictObject({ accountId: AccountId, address: Address, name: z._default(lineText(200, 0), '') }),
  response: z.union([AliasList, NotFound, z.object({ refused: z.literal('receive-only') })]),
});

export const removeAlias = defineEndpoint({
  name: 'aliases.remove',
  request: z.strictObject({ accountId: AccountId, address: Address }),
  response: z.union([AliasList, NotFound]),
});
