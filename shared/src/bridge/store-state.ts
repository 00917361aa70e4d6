import * as z from 'zod/mini';
import { defineEndpoint } from './endpoint.ts';
import { storageProblems } from './storage-problem.ts';

/** A store that several bridges share, as this bridge sees it. */
export const SharedStoreState = z.object({
  /** Where it is, without a password. */
  address: z.string(),
  /** The program and its version. */
  server: z.string(),
  /** What keeps the bridge from it now; null while it answers. */
  problem: z.nullable(z.enum(storageProblems)),
  /** Whether messages are sent from it: it does not forget what it said it has. */
  canSend: z.boolean(),
  /** Bridges that share it now, and the accounts that this one works on, of how many. */
  bridges: z.number(),
  own: z.number(),
  accounts: z.number(),
  /** Writes that were refused because another bridge had taken the account over by then. */
  refusedWrites: z.number(),
});
export type SharedStoreState = z.infer<typeof SharedStoreState>;

/** How the shared store does; null where everything lies in the bridge's own data folder. Answers while the vault is locked, too. */
export const storeState = defineEndpoint({
  name: 'store.state',
  request: z.strictObject({}),
  response: z.object({ shared: z.nullable(SharedStoreState) }),
});
