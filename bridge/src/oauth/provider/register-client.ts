import type { OAuthClient } from '@kurrier/shared/oauth/built-in-clients';
import * as oauth from 'openid-client';
import type { BoundedFetch } from './bounded-fetch.ts';
import type { ServerMetadata } from './authorization-server.ts';
import { redirectPathOf } from '../browser-method.ts';
import type { SignInTarget } from './sign-in-target.ts';

const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code';

/**
 * Asks an own domain's provider for a client id (RFC 7591): that of an installed program, without a secret. Rejects with what the provider
 * says.
 */
export const registerClient = async (
  target: SignInTarget,
  metadata: ServerMetadata,
  scopes: readonly string[],
  fetch: BoundedFetch,
): Promise<OAuthClient> => {
  const registered = await oauth.dynamicClientRegistration(
    new URL(target.issuer ?? ''),
    {
      client_name: 'Kurrier',
      application_type: 'native',
      redirect_uris: [`http://127.0.0.1${redirectPathOf(target)}`],
      response_types: ['code'],
      grant_types: ['authorization_code', 'refresh_token', ...(metadata.device_authorization_endpoint ? [deviceGrant] : [])],
      token_endpoint_auth_method: 'none',
      scope: scopes.join(' '),
    },
    oauth.None(),
    { [oauth.customFetch]: fetch, algorithm: metadata.userinfo_endpoint ? 'oidc' : 'oauth2' },
  );
  const { client_id: clientId, client_secret: secret } = registered.clientMetadata();
  return { clientId, ...(typeof secret === 'string' && { clientSecret: secret }) };
};
