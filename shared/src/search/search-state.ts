import * as z from 'zod/mini';
import { Failure } from '../failure/failure.ts';
import { MessageRow } from '../mail/mail.ts';

/** How far a server's own search has come, for one account. */
export const ServerSearch = z.object({
  accountId: z.string(),
  /** `not-needed`: everything that the question is about is at hand. `failed`: not reached, or it refused; what was found before stays. */
  state: z.enum(['searching', 'done', 'not-needed', 'failed']),
  failure: z.optional(Failure),
  /** Folders that it has not been asked about yet. */
  foldersLeft: z.number(),
  /** Messages that it found and that are not here, because mail is fetched only so far back. */
  notFetched: z.number(),
});
export type ServerSearch = z.infer<typeof ServerSearch>;

/** A search as it stands: one list, the best first, whoever found them. */
export const SearchState = z.object({
  searchId: z.string(),
  /** Grows with every change. */
  version: z.number(),
  rows: z.array(MessageRow),
  /** How many messages were found. */
  total: z.number(),
  /** Everything that is stored was looked at. */
  isLocalDone: z.boolean(),
  /** Stored messages that are still to be put into the index, and were not looked at. */
  notIndexed: z.number(),
  servers: z.array(ServerSearch),
  /** Operators with values that mean nothing. */
  notUnderstood: z.array(z.string()),
  /** Folders that there are none of. */
  unknownFolders: z.array(z.string()),
});
export type SearchState = z.infer<typeof SearchState>;
