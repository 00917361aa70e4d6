import * as z from 'zod/mini';
import { patternText } from '../bounded-text.ts';
import { AccountChange } from '../account/account-draft.ts';
import { lineText } from '../account/server-settings.ts';
import { defineEndpoint } from '../bridge/endpoint.ts';
import { Failure } from '../failure/failure.ts';
import { TokenText } from '../secret.ts';

/** Who is asked: a provider that is known by its id, or an issuer of an own domain (https). */
const ProviderRef = z.union([
  z.strictObject({ provider: lineText(40) }),
  z.strictObject({ issuer: lineText(500).check(z.regex(/^https:\/\/[^\s?#]+$/, 'is not an issuer: https, without query')) }),
]);
export type ProviderRef = z.infer<typeof ProviderRef>;

const ClientId = lineText(300).check(z.regex(/^[\x21-\x7e]+$/, 'is not a client id'));
const Tenant = lineText(100).check(z.regex(/^[A-Za-z0-9][A-Za-z0-9.-]*$/, 'is neither a tenant id nor a domain'));

/** A client that somebody registered at a known provider. */
export const ClientChange = z.strictObject({
  clientId: ClientId,
  clientSecret: z.optional(TokenText),
  tenant: z.optional(Tenant),
});

/** Where the client id that would be used comes from, in the order in which they are asked. */
export const ClientSource = z.enum(['built-in', 'organisation', 'own', 'registered']);
export type ClientSource = z.infer<typeof ClientSource>;

/** What stands where a sign-in could be. */
export const SignInOption = z.object({
  /** Of a known provider. */
  id: z.optional(z.string()),
  name: z.string(),
  issuer: z.optional(z.string()),
  /**
   * `ready`: there is a client id. `registers`: one is asked for on the fly. `no-client`: nobody registered one. `closed`: new programs get
   * none.
   */
  state: z.enum(['ready', 'registers', 'no-client', 'closed', 'unreachable']),
  client: z.optional(ClientSource),
  deviceCode: z.boolean(),
  /** Whether a person can register a client of their own, and where. */
  registration: z.optional(
    z.object({ by: z.enum(['anybody', 'organisation']), page: z.string(), secret: z.boolean(), tenant: z.boolean() }),
  ),
  otherWays: z.array(z.enum(['app-password', 'administrator', 'forwarding'])),
});
export type SignInOption = z.infer<typeof SignInOption>;

/** Clients that a browser policy names, by id of the provider; others than known ones are not taken. */
const PolicyClients = z.optional(z.record(lineText(40), ClientChange));

const signInId = patternText(32, /^[0-9a-f]{32}$/);

/** How far one sign-in is. */
export const SignInState = z.discriminatedUnion('state', [
  /** The person has to go to `url`, or type `code` there. */
  z.object({ state: z.literal('waiting'), url: z.string(), code: z.optional(z.string()), until: z.number() }),
  /** The answer came, and is exchanged for tokens. */
  z.object({ state: z.literal('finishing') }),
  /** The provider vouches for another name than the address; nothing is stored until somebody says what it is. */
  z.object({ state: z.literal('other-account'), username: z.string() }),
  z.object({ state: z.literal('done'), accountId: z.string() }),
  z.object({ state: z.literal('failed'), failure: Failure, adminConsentUrl: z.optional(z.string()) }),
]);
export type SignInState = z.infer<typeof SignInState>;

/** One sign-in, as every page sees it. */
export const SignInView = z.object({
  id: z.string(),
  address: z.string(),
  /** The account that is signed in again. */
  accountId: z.optional(z.string()),
  provider: z.string(),
  providerId: z.optional(z.string()),
  /** The client that asks: what an administrator agrees to. */
  clientId: z.string(),
  status: SignInState,
});
export type SignInView = z.infer<typeof SignInView>;

/** What an address's provider offers, by its id or issuer. */
export const findSignIn = defineEndpoint({
  name: 'oauth.find',
  request: z.strictObject({ of: ProviderRef, policyClients: PolicyClients }),
  response: z.union([SignInOption, z.object({ refused: z.literal('unknown-provider') })]),
});

const beginResponse = z.union([
  SignInView,
  z.object({
    refused: z.enum([
      'unknown-provider',
      'no-client',
      'closed',
      'foreign-host',
      'no-leg',
      'too-many',
      'not-offered',
      'tenant-required',
      'not-found',
    ]),
  }),
  z.object({ refused: z.literal('failed'), failure: Failure }),
]);

/**
 * Begins a sign-in for the account as it is to be; its legs without a password get tokens. The bridge stores and verifies the account when
 * the person has signed in, whether anybody still looks or not.
 */
export const beginSignIn = defineEndpoint({
  name: 'oauth.begin',
  request: z.strictObject({
    of: ProviderRef,
    id: z.optional(z.string().check(z.minLength(1), z.maxLength(64))),
    change: AccountChange,
    method: z._default(z.enum(['browser', 'device-code']), 'browser'),
    policyClients: PolicyClients,
  }),
  response: beginResponse,
});
/** How a sign-in is, as soon as it is another than `seen` says, or after `waitMs`. */
export const followSignIn = defineEndpoint({
  name: 'oauth.follow',
  request: z.strictObject({
    id: signInId,
    seen: z.optional(z.enum(['waiting', 'finishing', 'other-account', 'done', 'failed'])),
    waitMs: z._default(z.int().check(z.minimum(0), z.maximum(20_000)), 0),
  }),
  response: z.union([SignInView, z.object({ refused: z.literal('not-found') })]),
});

/** The sign-ins that are under way or ended in the last minutes, the newest first. */
export const listSignIns = defineEndpoint({
  name: 'oauth.list',
  request: z.strictObject({}),
  response: z.object({ signIns: z.array(SignInView) }),
});

/** Says what the other name is: a name of the same mailbox, or of the person whose rights open a shared one. */
export const confirmSignIn = defineEndpoint({
  name: 'oauth.confirm',
  request: z.strictObject({ id: signInId, as: z.enum(['same-mailbox', 'shared-mailbox']) }),
  response: z.union([SignInView, z.object({ refused: z.literal('not-found') })]),
});

/** Begins a sign-in anew that failed or was for somebody else, with all that it was begun with. */
export const retrySignIn = defineEndpoint({
  name: 'oauth.retry',
  request: z.strictObject({ id: signInId }),
  response: beginResponse,
});

/** Ends a sign-in; nothing of it is kept. */
export const cancelSignIn = defineEndpoint({
  name: 'oauth.cancel',
  request: z.strictObject({ id: signInId }),
  response: z.object({ cancelled: z.boolean() }),
});

/** Keeps a client id of one's own for a known provider or an issuer; without `client` it is forgotten. */
export const keepOwnClient = defineEndpoint({
  name: 'oauth.keepClient',
  request: z.strictObject({ of: ProviderRef, client: z.optional(ClientChange) }),
  response: z.union([z.object({ kept: z.boolean() }), z.object({ refused: z.enum(['unknown-provider', 'closed']) })]),
});
