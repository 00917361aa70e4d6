import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import type { Failure } from '@kurrier/shared/failure/failure';
import * as oauth from 'openid-client';
import { FetchError } from './provider/bounded-fetch.ts';
import type { MethodRequest } from './browser-method.ts';
import { classifySignInError } from './provider/classify-sign-in-error.ts';
import { judgeTokens } from './judge-tokens.ts';
import type { Method } from './run-sign-in.ts';
import { hostOfTarget } from './provider/sign-in-target.ts';

const longestMs = 15 * 60_000;
const longestIntervalS = 60;
const longestCode = 40;

/** The device flow (RFC 8628): a code to be typed on the provider's page, in whatever browser, while we ask whether it was. */
export const prepareDeviceMethod = async (request: MethodRequest): Promise<Outcome<Method, Failure>> => {
  const { target, configuration, asked, now } = request;
  const where = { host: hostOfTarget(target), isDeviceCode: true };
  const metadata = configuration.serverMetadata();
  try {
    const answer = await oauth.initiateDeviceAuthorization(configuration, { scope: asked.join(' ') });
    const device = { ...answer, interval: Math.min(Math.max(1, answer.interval ?? 5), longestIntervalS) };
    // Both are shown to the person, the address as a link.
    if (URL.parse(device.verification_uri)?.protocol !== 'https:') throw new FetchError('not-https');
    return succeed({
      url: device.verification_uri,
      code: device.user_code.slice(0, longestCode),
      until: now() + Math.min(Math.max(1, device.expires_in) * 1000, longestMs),
      run: async (signal, onAnswer) => {
        try {
          const tokens = await oauth.pollDeviceAuthorizationGrant(configuration, device, undefined, { signal });
          onAnswer();
          const endpoints = { token: metadata.token_endpoint ?? '', revocation: metadata.revocation_endpoint };
          return judgeTokens(tokens, { ...request, endpoints, nowMs: now() });
        } catch (error) {
          return fail(classifySignInError(error, where));
        }
      },
    });
  } catch (error) {
    return fail(classifySignInError(error, where));
  }
};
