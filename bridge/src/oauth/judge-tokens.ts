import type { Failure } from '@kurrier/shared/failure/failure';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import type { OAuthClient } from '@kurrier/shared/oauth/built-in-clients';
import { lifeOf, splitScopes, type Grant, type TokenResponse } from './tokens/grant.ts';
import { identityOf, nameOfAddress, type Identity } from './provider/identity.ts';
import { missingScopes } from './provider/scopes.ts';
import { hostOfTarget, type SignInTarget } from './provider/sign-in-target.ts';

/** What a sign-in came to: a grant, and whom the provider vouches for; null where it says nothing of that. */
export interface Granted {
  grant: Grant;
  identity: Identity | null;
  /** Which name goes to the mail server, and whether that is the address that was meant. */
  username: string;
  isOtherAccount: boolean;
}

interface Exchange {
  target: SignInTarget;
  client: OAuthClient;
  endpoints: { token: string; revocation?: string | undefined };
  asked: readonly string[];
  /** Scopes that open no mailbox. */
  identityScopes: readonly string[];
  address: string;
  nowMs: number;
}

interface Tokens extends TokenResponse {
  claims: () => Record<string, unknown> | undefined;
}

/** Judges a token response: a permission that was unticked is named, another account is noticed. */
export const judgeTokens = (tokens: Tokens, exchange: Exchange): Outcome<Granted, Failure> => {
  const { target, client, endpoints, asked, identityScopes, address, nowMs } = exchange;
  const missing = missingScopes(asked, identityScopes, tokens.scope);
  if (missing.length > 0) return fail(scopeMissing(target, missing));
  const identity = identityOf(tokens.claims());
  const grant: Grant = {
    version: 1,
    issuer: target.issuer ?? '',
    tokenEndpoint: endpoints.token,
    ...(endpoints.revocation !== undefined && { revocationEndpoint: endpoints.revocation }),
    clientId: client.clientId,
    ...(client.clientSecret !== undefined && { clientSecret: client.clientSecret }),
    ...(tokens.refresh_token !== undefined && { refreshToken: tokens.refresh_token }),
    accessToken: tokens.access_token,
    issuedAt: nowMs,
    expiresAt: nowMs + lifeOf(tokens.expires_in),
    scopes: tokens.scope === undefined ? [...asked] : splitScopes(tokens.scope),
  };
  return succeed({ grant, identity, ...whoSignedIn(identity, address, target) });
};

/** Without an identity nobody vouches for anything: the mail server itself will judge whether token and address fit. */
const whoSignedIn = (
  identity: Identity | null,
  address: string,
  { provider }: SignInTarget,
): Pick<Granted, 'username' | 'isOtherAccount'> => {
  if (!identity) return { username: address, isOtherAccount: false };
  const same = nameOfAddress(identity, address);
  const username = provider?.signInNameFirst ? identity.username : (same ?? identity.username);
  return { username, isOtherAccount: same === undefined };
};

const scopeMissing = (target: SignInTarget, missing: readonly string[]): Failure => ({
  kind: 'oauth.scope_missing',
  stage: 'authorization',
  confidence: 'certain',
  host: hostOfTarget(target),
  code: 'SCOPE_MISSING',
  problem: missing.join(', ').slice(0, 200),
});
