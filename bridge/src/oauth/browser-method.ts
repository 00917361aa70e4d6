import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import type { OAuthClient } from '@kurrier/shared/oauth/built-in-clients';
import * as oauth from 'openid-client';
import { until } from '../async/until-aborted.ts';
import { FetchError, type BoundedFetch } from './provider/bounded-fetch.ts';
import { classifySignInError } from './provider/classify-sign-in-error.ts';
import { judgeTokens } from './judge-tokens.ts';
import { listenForRedirect } from './redirect-listener.ts';
import { createResultPage } from './result-page.ts';
import type { Method } from './run-sign-in.ts';
import { hostOfTarget, type SignInTarget } from './provider/sign-in-target.ts';

export interface MethodRequest {
  target: SignInTarget;
  client: OAuthClient;
  configuration: oauth.Configuration;
  fetch: BoundedFetch;
  address: string;
  asked: readonly string[];
  identityScopes: readonly string[];
  now: () => number;
}

/** So long the listener is open. */
const longestMs = 5 * 60_000;

/** Where an own domain's clients are sent back to; large providers compare the whole of it with `http://localhost`. */
export const redirectPathOf = ({ provider }: SignInTarget): string => (provider ? '/' : '/callback');

/**
 * The authorization code flow with PKCE (RFC 8252, RFC 7636) in the person's own browser. Throws where the provider's page is not one of
 * https: the address becomes a link in front of the person.
 */
export const prepareBrowserMethod = async (request: MethodRequest): Promise<Outcome<Method, 'no-port'>> => {
  const { target, configuration, asked, address, now } = request;
  const metadata = configuration.serverMetadata();
  const [state, nonce, verifier] = [oauth.randomState(), oauth.randomNonce(), oauth.randomPKCECodeVerifier()];
  const listening = await listenForRedirect(
    {
      redirectHost: target.provider?.redirectHost ?? '127.0.0.1',
      path: redirectPathOf(target),
      state,
      issuer: metadata.authorization_response_iss_parameter_supported === true ? metadata.issuer : undefined,
    },
    createResultPage(),
  );
  if (!listening.ok) return listening;
  const { redirectUri, answer, close } = listening.value;
  const isOpenId = asked.includes('openid');
  let url: URL;
  try {
    url = oauth.buildAuthorizationUrl(configuration, {
      ...(target.provider?.parameters ?? ownDomainParameters(asked)),
      redirect_uri: redirectUri,
      scope: asked.join(' '),
      state,
      ...(isOpenId && { nonce }),
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      login_hint: address,
    });
    if (url.protocol !== 'https:') throw new FetchError('not-https');
  } catch (error) {
    // Nobody will come back to it.
    close();
    throw error;
  }
  return succeed({
    url: url.href,
    until: now() + longestMs,
    run: async (signal, onAnswer) => {
      try {
        const back = await until(signal, () => answer);
        if (!back) throw new Error('the sign-in was cancelled');
        onAnswer();
        configuration[oauth.customFetch] = withRedirectUri(request.fetch, redirectUri);
        const tokens = await oauth.authorizationCodeGrant(configuration, back, {
          expectedState: state,
          pkceCodeVerifier: verifier,
          ...(isOpenId && { expectedNonce: nonce, idTokenExpected: true }),
        });
        const endpoints = { token: metadata.token_endpoint ?? '', revocation: metadata.revocation_endpoint };
        return judgeTokens(tokens, { ...request, endpoints, nowMs: now() });
      } catch (error) {
        return fail(classifySignInError(error, { host: hostOfTarget(target) }));
      } finally {
        close();
      }
    },
  });
};

/** OpenID Connect wants consent to be asked for where access is to outlive the session (Core §11). */
const ownDomainParameters = (asked: readonly string[]): Record<string, string> =>
  asked.includes('offline_access') ? { prompt: 'consent' } : {};

/** As it stood in the authorization request, byte for byte; the URL of the answer writes it with another slash. */
const withRedirectUri =
  (fetch: BoundedFetch, redirectUri: string): BoundedFetch =>
  (url, init) => {
    if (init?.body instanceof URLSearchParams && init.body.has('redirect_uri')) init.body.set('redirect_uri', redirectUri);
    return fetch(url, init);
  };
