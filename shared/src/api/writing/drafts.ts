import * as z from 'zod/mini';
import { patternText } from '../../bounded-text.ts';
import { defineEndpoint } from '../../bridge/endpoint.ts';
import { Failure } from '../../failure/failure.ts';
import { Correspondent, MessageRef } from '../../mail/mail.ts';
import { DraftMessage } from '../../mail/outgoing-message.ts';

const AccountId = z.string().check(z.minLength(1), z.maxLength(64));

/** Names a draft for as long as it is written on, in whatever program. */
export const DraftId = patternText(64, /^[\w-]{8,64}$/, 'is not a draft id');

/**
 * Where a draft stands. `waiting`: it is kept durably, and is brought to its server when that can be reached. `failed`: the server does not
 * take it. `changed-elsewhere`: another program has changed or deleted it on the server; nothing is done there until a person has chosen.
 */
export const DraftState = z.discriminatedUnion('state', [
  z.object({ state: z.literal('saved'), at: z.number() }),
  z.object({ state: z.literal('waiting'), failure: z.optional(Failure) }),
  z.object({ state: z.literal('failed'), failure: Failure }),
  z.object({ state: z.literal('changed-elsewhere') }),
]);
export type DraftState = z.infer<typeof DraftState>;

const NotFound = z.object({ refused: z.literal('not-found') });

/**
 * Keeps a draft, and brings it to the account's mailbox for drafts, there in place of its version before. `evenIfGone`: also where that is
 * not there any more. `no-mailbox`: the account receives nothing.
 */
export const saveDraft = defineEndpoint({
  name: 'drafts.save',
  request: z.strictObject({
    accountId: AccountId,
    draftId: DraftId,
    message: DraftMessage,
    evenIfGone: z._default(z.boolean(), false),
  }),
  response: z.union([DraftState, z.object({ refused: z.enum(['not-found', 'no-mailbox', 'upload-incomplete', 'too-many']) })]),
});

/** Where a draft stands now. */
export const draftState = defineEndpoint({
  name: 'drafts.state',
  request: z.strictObject({ draftId: DraftId }),
  response: z.union([DraftState, NotFound]),
});

/** Gives a draft up, here and on the server; what another program made of it stays. */
export const discardDraft = defineEndpoint({
  name: 'drafts.discard',
  request: z.strictObject({ draftId: DraftId }),
  response: z.union([z.object({ discarded: z.literal(true) }), NotFound]),
});

/**
 * Takes a message of a mailbox for drafts as one that is written on: what is saved under its id takes its place. Answers what opening it does
 * not tell.
 */
export const continueDraft = defineEndpoint({
  name: 'drafts.continue',
  request: z.strictObject({ ref: MessageRef }),
  response: z.union([z.object({ draftId: DraftId, bcc: z.array(Correspondent) }), NotFound]),
});
