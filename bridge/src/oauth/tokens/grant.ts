import { Secret } from '@kurrier/shared/secret';
import * as z from 'zod/mini';

/** What a sign-in granted, with all that is needed to renew it and to give it back. Sealed as a whole, so that no part can be exchanged. */
export const Grant = z.object({
  version: z.literal(1),
  issuer: z.string(),
  tokenEndpoint: z.string(),
  revocationEndpoint: z.optional(z.string()),
  clientId: z.string(),
  clientSecret: z.optional(z.string()),
  /** Absent where the provider gave none: then the access ends with its token. */
  refreshToken: z.optional(z.string()),
  accessToken: z.string(),
  /** Milliseconds since 1970, by this computer's clock. */
  issuedAt: z.number(),
  expiresAt: z.number(),
  scopes: z.array(z.string()),
});
export type Grant = z.infer<typeof Grant>;

/** The grant as the vault keeps it. */
export const sealableGrant = (grant: Grant): Secret => new Secret(JSON.stringify(grant));

/** The grant that a vault record held; undefined for what is none. */
export const parseGrant = (sealed: Secret): Grant | undefined => {
  try {
    return Grant.safeParse(JSON.parse(sealed.reveal())).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

/** The parts of a token response (RFC 6749 §5.1) that are kept. `expires_in` is missing at some providers, and text at others. */
export interface TokenResponse {
  access_token: string;
  refresh_token?: string | undefined;
  expires_in?: unknown;
  scope?: string | undefined;
}

/** RFC 6749 recommends to say it; an hour is what nearly all of them mean. */
const usualLifeMs = 3600_000;
const longestLifeMs = 30 * 24 * 3600_000;

/** How long a token may be used, milliseconds; at least a minute, or a provider that says 0 would be asked without end. */
export const lifeOf = (expiresIn: unknown): number => {
  const seconds = Number(expiresIn);
  if (expiresIn === undefined || expiresIn === null || !Number.isFinite(seconds)) return usualLifeMs;
  return Math.min(Math.max(seconds * 1000, 60_000), longestLifeMs);
};

/** The grant after a refresh: the new refresh token in place of the old one where one came (RFC 6749 §6). */
export const renewGrant = (grant: Grant, response: TokenResponse, nowMs: number): Grant => ({
  ...grant,
  accessToken: response.access_token,
  ...(response.refresh_token !== undefined && { refreshToken: response.refresh_token }),
  issuedAt: nowMs,
  expiresAt: nowMs + lifeOf(response.expires_in),
  ...(response.scope !== undefined && { scopes: splitScopes(response.scope) }),
});

export const splitScopes = (scope: string): string[] => scope.split(/\s+/).filter(Boolean);
