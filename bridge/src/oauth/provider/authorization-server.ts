import type { OAuthClient } from '@kurrier/shared/oauth/built-in-clients';
import * as oauth from 'openid-client';
import { FetchError, type BoundedFetch } from './bounded-fetch.ts';
import type { SignInTarget } from './sign-in-target.ts';

/** Seconds; the fetch has a deadline of its own. */
const timeout = 30;

/** What an authorization server says of itself (RFC 8414, OpenID Connect Discovery). */
export type ServerMetadata = Readonly<oauth.ServerMetadata>;

/** A known or discovered server with a client, ready to be asked. Rejects with what openid-client or the fetch says. */
export const connectServer = async (target: SignInTarget, client: OAuthClient, fetch: BoundedFetch): Promise<oauth.Configuration> => {
  if (target.issuer === null) throw new TypeError('a target without a tenant cannot be asked');
  const authentication = authenticationOf(client);
  if (target.endpoints) {
    const { authorization, token, revocation } = target.endpoints;
    return prepare(
      new oauth.Configuration(
        {
          issuer: target.issuer,
          authorization_endpoint: authorization,
          token_endpoint: token,
          ...(revocation !== undefined && { revocation_endpoint: revocation }),
        },
        client.clientId,
        undefined,
        authentication,
      ),
      fetch,
    );
  }
  return discover(target.issuer, client, fetch);
};

/** A server of which only the token endpoint matters: for refreshing and giving back. */
export const connectEndpoints = (
  endpoints: { issuer: string; token_endpoint: string; revocation_endpoint?: string },
  client: OAuthClient,
  fetch: BoundedFetch,
): oauth.Configuration =>
  prepare(new oauth.Configuration(endpoints, client.clientId, undefined, authenticationOf(client)), withoutIdToken(fetch));

const authenticationOf = ({ clientSecret }: OAuthClient): oauth.ClientAuth =>
  clientSecret ? oauth.ClientSecretPost(clientSecret) : oauth.None();

const prepare = (configuration: oauth.Configuration, fetch: BoundedFetch): oauth.Configuration => {
  configuration[oauth.customFetch] = fetch;
  configuration.timeout = timeout;
  return configuration;
};

/** OpenID Connect's document first; a server of plain OAuth has that of RFC 8414. */
const discover = async (issuer: string, client: OAuthClient, fetch: BoundedFetch): Promise<oauth.Configuration> => {
  const ask = (algorithm: 'oidc' | 'oauth2') =>
    oauth.discovery(addressOf(issuer), client.clientId, undefined, authenticationOf(client), {
      algorithm,
      timeout,
      [oauth.customFetch]: fetch,
    });
  try {
    return await ask('oidc');
  } catch (error) {
    if (isFetchError(error)) throw error;
    return ask('oauth2').catch(() => Promise.reject(error as Error));
  }
};

const isFetchError = (error: unknown): boolean => error instanceof FetchError || (error as { cause?: unknown }).cause instanceof FetchError;

/**
 * National clouds and single tenants are asked for their document itself: the issuer in it is that of the tenant's id, also where a domain
 * named the tenant.
 */
const addressOf = (issuer: string): URL => {
  const isMicrosoft = /^https:\/\/login\.(?:microsoftonline\.us|partner\.microsoftonline\.cn|chinacloudapi\.cn)\//.test(issuer);
  return new URL(isMicrosoft ? `${issuer}/.well-known/openid-configuration` : issuer);
};

/** A refresh needs no identity, and that of a shared directory would be judged by the issuer of another one. */
const withoutIdToken =
  (fetch: BoundedFetch): BoundedFetch =>
  async (url, init) => {
    const response = await fetch(url, init);
    const type = response.headers.get('content-type') ?? '';
    if (!response.ok || !type.includes('json')) return response;
    const text = await response.text();
    return new Response(removeIdToken(text), { status: response.status, headers: { 'content-type': type } });
  };

const removeIdToken = (text: string): string => {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body !== 'object' || body === null) return text;
    const { id_token: _, ...rest } = body as Record<string, unknown>;
    return JSON.stringify(rest);
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
};
