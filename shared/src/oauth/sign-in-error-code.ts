import { microsoftCodes } from './microsoft-codes.ts';
import { protocolErrors } from './protocol-errors.ts';
import type { SignInFailureKind, SignInHint } from './sign-in-hints.ts';

/** What our own side of a sign-in, openid-client and oauth4webapi call what they found. */
const ownCodes: Readonly<Record<string, SignInFailureKind>> = {
  SCOPE_MISSING: 'oauth.scope_missing',
  OTHER_ACCOUNT: 'oauth.wrong_account',
  CANCELLED: 'oauth.not_finished',
  TIMED_OUT: 'oauth.not_finished',
  NO_FREE_PORT: 'oauth.not_finished',
  ACCOUNT_REMOVED: 'oauth.not_finished',
  GRANT_UNREADABLE: 'oauth.grant_ended',
  NO_REFRESH_TOKEN: 'oauth.grant_ended',
  ASKED_JUST_NOW: 'oauth.rate_limited',
  QUEUE_FULL: 'oauth.rate_limited',
  WAITED_TOO_LONG: 'oauth.provider_unreachable',
  CLOSING: 'oauth.provider_unreachable',
  REPLACED: 'oauth.provider_unreachable',
  // An HTML page in place of JSON: a proxy, a captive portal, a server in trouble.
  OAUTH_RESPONSE_IS_NOT_JSON: 'oauth.provider_unreachable',
  OAUTH_PARSE_ERROR: 'oauth.provider_unreachable',
  OAUTH_RESPONSE_IS_NOT_CONFORM: 'oauth.provider_unreachable',
  OAUTH_TIMEOUT: 'oauth.provider_unreachable',
  OAUTH_ABORT: 'oauth.provider_unreachable',
  OAUTH_JWT_TIMESTAMP_CHECK_FAILED: 'oauth.clock_wrong',
  // RFC 6749 §5.2: a client that could not be authenticated is answered with a challenge.
  OAUTH_WWW_AUTHENTICATE_CHALLENGE: 'oauth.client_refused',
};

/** Marks the code of a refusal that met the device flow. */
export const deviceCodeMark = ' (device code)';

/** What the code of a failed sign-in means, wherever it came from; what is not known is an answer that did not fit. */
export const readSignInErrorCode = (code: string): { kind: SignInFailureKind; hint?: SignInHint } => {
  const number = /^AADSTS(\d{4,8})\b/.exec(code)?.[1];
  const meaning = number === undefined ? undefined : microsoftCodes.get(Number(number));
  if (meaning?.kind === 'oauth.sign_in_policy' && code.endsWith(deviceCodeMark))
    return { kind: 'oauth.device_code_blocked', hint: 'device-code-blocked' };
  if (meaning) return meaning;
  if (code === 'HTTP_429') return { kind: 'oauth.rate_limited' };
  if (/^(?:HTTP_\d{3}|(?:not-https|unreachable|timed-out|certificate|too-large)(?: [A-Z_]+)?)$/.test(code))
    return { kind: 'oauth.provider_unreachable' };
  return protocolErrors[code] ?? { kind: ownCodes[code] ?? 'oauth.answer_rejected' };
};
