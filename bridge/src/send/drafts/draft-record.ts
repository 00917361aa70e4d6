import * as z from 'zod/mini';
import type { DraftState } from '@kurrier/shared/api/writing/drafts';
import { Failure } from '@kurrier/shared/failure/failure';

/** A message on the server that holds a draft, or may hold it. */
const DraftVersion = z.object({
  messageId: z.nullable(z.string()),
  /** How one without a Message-ID is found; 0: it is found by that. */
  uidValidity: z.number(),
  uid: z.number(),
  /** It is not taken away for its own sake: the server can only mark it as deleted, or it is still the newest. */
  isLeft: z.optional(z.boolean()),
});
export type DraftVersion = z.infer<typeof DraftVersion>;

/** A draft as it is kept. */
export const DraftRecord = z.object({
  draftId: z.string(),
  accountId: z.string(),
  /** What the server is to have, null: nothing. Its bytes lie in `text`, or in a file of its own; once it is there, nowhere here. */
  wanted: z.nullable(z.object({ messageId: z.string(), at: z.number(), size: z.number(), text: z.optional(z.string()) })),
  /** `tried`: it may be there, because a connection ended over it. */
  step: z.enum(['new', 'tried', 'placed']),
  /** What was there before, to be taken away once `wanted` is there. */
  earlier: z.array(DraftVersion),
  /** One of `earlier` was seen there: where none is any more, another program has changed or deleted it. */
  wasThere: z.boolean(),
  isChangedElsewhere: z.boolean(),
  /** The message of the outbox that it became: when that was sent, it goes. */
  entryId: z.optional(z.string()),
  /** Why the server does not take it. */
  failure: z.optional(Failure),
});
export type DraftRecord = z.infer<typeof DraftRecord>;

/** Whether something is to be done at the server that has not been refused. */
export const isOpen = ({ wanted, step, earlier, isChangedElsewhere, failure }: DraftRecord): boolean =>
  !isChangedElsewhere && !failure && ((wanted !== null && step !== 'placed') || earlier.some(({ isLeft }) => !isLeft));

/** What may be on the server of a draft as it is now. */
export const versionsOf = ({ wanted, step, earlier }: DraftRecord): DraftVersion[] =>
  wanted && step !== 'new' ? [...earlier, { messageId: wanted.messageId, uidValidity: 0, uid: 0 }] : earlier;

/** Where a draft stands; `away`: why its server could not be asked. */
export const describeDraft = ({ wanted, step, isChangedElsewhere, failure }: DraftRecord, away: Failure | undefined): DraftState => {
  if (isChangedElsewhere) return { state: 'changed-elsewhere' };
  if (failure) return { state: 'failed', failure };
  if (wanted && step === 'placed') return { state: 'saved', at: wanted.at };
  return away ? { state: 'waiting', failure: away } : { state: 'waiting' };
};
