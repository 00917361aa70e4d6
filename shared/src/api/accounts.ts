import * as z from 'zod/mini';
import { Account } from '../account/account.ts';
import { AccountChange } from '../account/account-draft.ts';
import { Leg } from '../account/connection.ts';
import { patternText } from '../bounded-text.ts';
import { SecretText } from '../secret.ts';
import { defineEndpoint } from '../bridge/endpoint.ts';

const AccountId = z.string().check(z.minLength(1), z.maxLength(64));

/** Where to go on listening: a verification that was started here is followed with `events.since(cursor)`. */
const Ticket = z.object({ account: Account, cursor: z.number() });

const NotFound = z.object({ refused: z.literal('not-found') });

export const listAccounts = defineEndpoint({
  name: 'accounts.list',
  request: z.strictObject({}),
  /**
   * `isLocked`: what is listed is what was last known; nothing of it can be tested, fetched or sent. `tells`: events that `events.since`
   * tells where it is asked for them; one that is not known here is left alone.
   */
  response: z.object({
    accounts: z.array(Account),
    cursor: z.number(),
    isLocked: z.optional(z.boolean()),
    tells: z.optional(z.array(z.string())),
  }),
});

const Spki = patternText(64, /^[0-9a-f]{64}$/);

/**
 * Stores the account and starts verifying every configured leg. Without `id` it is added, unless the same address with the
 * same servers and user names is already there: then `existing` says whether that one was `changed` to what was entered, or
 * `kept` as it is, because it works: a slip of the hand must not replace a password that is known to be right.
 *
 * `localKeys` says by leg which key of a server on this computer the person was shown as one to be trusted; with any other host than a
 * loopback address, or another key shown since, it means nothing.
 */
export const saveAccount = defineEndpoint({
  name: 'accounts.save',
  request: z.strictObject({
    id: z.optional(AccountId),
    change: AccountChange,
    localKeys: z.optional(z.strictObject({ smtp: z.optional(Spki), imap: z.optional(Spki) })),
  }),
  response: z.union([
    z.object({ ...Ticket.shape, existing: z.nullable(z.enum(['changed', 'kept'])) }),
    NotFound,
    /** A leg has no stored password that may be used with these settings. */
    z.object({ refused: z.literal('password-required'), legs: z.array(Leg) }),
  ]),
});

/** Verifies all configured legs again, with the stored passwords. A running verification of the account is replaced. */
export const verifyAccount = defineEndpoint({
  name: 'accounts.verify',
  request: z.strictObject({ id: AccountId }),
  response: z.union([Ticket, NotFound]),
});

/** Stops a running verification; its legs go back to what was known before. */
export const cancelVerification = defineEndpoint({
  name: 'accounts.cancel',
  request: z.strictObject({ id: AccountId }),
  response: z.union([Ticket, NotFound]),
});

/** Forgets the account and its passwords, and closes its connections. */
export const removeAccount = defineEndpoint({
  name: 'accounts.remove',
  request: z.strictObject({ id: AccountId, discardQueued: z._default(z.boolean(), false) }),
  response: z.union([
    z.object({ removed: z.literal(true) }),
    NotFound,
    /** There is mail that has not been sent yet: the person has to agree that it is discarded. */
    z.object({ refused: z.literal('queued-mail'), queued: z.number() }),
  ]),
});

/** Applies a proposal that the bridge made for this leg and verifies the account again. */
export const applyProposal = defineEndpoint({
  name: 'accounts.applyProposal',
  request: z.strictObject({ id: AccountId, leg: Leg, proposalId: z.string(), password: z.optional(SecretText) }),
  response: z.union([
    Ticket,
    NotFound,
    z.object({ refused: z.literal('proposal-expired') }),
    z.object({ refused: z.literal('password-required'), legs: z.array(Leg) }),
  ]),
});
