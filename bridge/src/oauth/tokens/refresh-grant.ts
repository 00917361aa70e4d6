import { fail, succeed } from '@kurrier/shared/failure/outcome';
import * as oauth from 'openid-client';
import type { RefreshGrant } from './access-tokens.ts';
import { connectEndpoints } from '../provider/authorization-server.ts';
import type { BoundedFetch } from '../provider/bounded-fetch.ts';
import { classifySignInError } from '../provider/classify-sign-in-error.ts';
import type { Grant } from './grant.ts';

const longestRestMs = 3600_000;

/** Asks the token endpoint for a new access token (RFC 6749 §6), without naming scopes: what was granted stays granted. */
export const createRefreshGrant =
  (fetch: BoundedFetch): RefreshGrant =>
  async (grant) => {
    let retryAfterMs = 0;
    const watched: BoundedFetch = async (url, init) => {
      const response = await fetch(url, init);
      retryAfterMs = readRetryAfter(response.headers.get('retry-after'));
      return response;
    };
    try {
      return succeed(await oauth.refreshTokenGrant(connectTo(grant, watched), grant.refreshToken ?? ''));
    } catch (error) {
      return fail({ ...classifySignInError(error, { host: URL.parse(grant.tokenEndpoint)?.host ?? 'the provider' }), retryAfterMs });
    }
  };

/** Gives a grant back (RFC 7009), the refresh token first; a provider without such an endpoint is only forgotten. Never rejects. */
export const createRevokeGrant =
  (fetch: BoundedFetch) =>
  async (grant: Grant): Promise<boolean> => {
    if (grant.revocationEndpoint === undefined) return false;
    try {
      await oauth.tokenRevocation(connectTo(grant, fetch), grant.refreshToken ?? grant.accessToken);
      return true;
    } catch {
      // The account is gone here either way; nobody could do anything about it.
      return false;
    }
  };

const connectTo = ({ issuer, tokenEndpoint, revocationEndpoint, clientId, clientSecret }: Grant, fetch: BoundedFetch) =>
  connectEndpoints(
    { issuer, token_endpoint: tokenEndpoint, ...(revocationEndpoint !== undefined && { revocation_endpoint: revocationEndpoint }) },
    { clientId, ...(clientSecret !== undefined && { clientSecret }) },
    fetch,
  );

/** RFC 9110 §10.2.3: seconds, or a date. */
const readRetryAfter = (value: string | null): number => {
  if (value === null) return 0;
  const ms = /^\d{1,9}$/.test(value.trim()) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isFinite(ms) ? Math.min(Math.max(0, ms), longestRestMs) : 0;
};
