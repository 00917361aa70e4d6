import { failureKinds } from '@kurrier/shared/failure/failure-kinds';
import { microsoftCodes } from '@kurrier/shared/oauth/microsoft-codes';
import { protocolErrors } from '@kurrier/shared/oauth/protocol-errors';
import { readSignInErrorCode } from '@kurrier/shared/oauth/sign-in-error-code';
import { describe as inWords } from '@kurrier/shared/words/describe-failure';
import { en } from '@kurrier/shared/words/verdicts-en';
import { describe, expect, test } from 'vitest';
import type { Grant } from '../tokens/grant.ts';
import { createRefreshGrant } from '../tokens/refresh-grant.ts';
import { FetchError } from './bounded-fetch.ts';
import { classifySignInError } from './classify-sign-in-error.ts';

const grant: Grant = {
  version: 1,
  issuer: 'https://login.microsoftonline.com/common/v2.0',
  tokenEndpoint: 'https://login.microsoftonline.com/common/oauth2/v2.0/token',
  clientId: 'client',
  refreshToken: 'refresh-canary',
  accessToken: 'access-canary',
  issuedAt: 0,
  expiresAt: 0,
  scopes: [],
};

/** Lets a provider answer a refresh, and says what is made of it. */
const refresh = (answer: () => Promise<Response> | Response) => createRefreshGrant(async () => answer())(grant);
const json = (status: number, body: object, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });
const microsoft = (number: number, error = 'invalid_grant', status = 400) =>
  json(status, {
    error,
    error_description: `AADSTS${number}: made up for the test, with refresh-canary in it. Trace ID: 0`,
    error_codes: [number],
    trace_id: '0',
    correlation_id: '0',
    timestamp: '2026-11-01 00:00:00Z',
    error_uri: `https://login.microsoftonline.com/error?code=${number}`,
  });
const page = (status: number, text = '<!doctype html><title>Sign in</title>', type = 'text/html') =>
  new Response(text, { status, headers: { 'content-type': type } });

describe('Microsoft', () => {
  test.for([...microsoftCodes])(
    'AADSTS%i has a kind, words, a next step, and never shows what was sent along',
    async ([number, { kind, hint }]) => {
      const answer = await refresh(() => microsoft(number));
      expect(answer).toMatchObject({ ok: false, failure: { kind, hint, code: `AADSTS${number}`, stage: 'authorization' } });
      if (answer.ok) return;
      expect(JSON.stringify(answer)).not.toContain('canary');
      const { title, meaning, fix, whoActs } = inWords(answer.failure, en, 'Microsoft');
      expect([title, meaning, fix].every((text) => text.length > 3)).toBe(true);
      expect(whoActs).toBe(failureKinds[kind].whoActs);
      expect(readSignInErrorCode(`AADSTS${number}`)).toEqual({ kind, hint });
    },
  );

  test('there are at least sixty of them', () => expect(microsoftCodes.size).toBeGreaterThanOrEqual(60));

  test('a code that stands only in the words is read; one that is not known leaves the decision to `error`', async () => {
    expect(await refresh(() => json(400, { error: 'invalid_grant', error_description: 'AADSTS65001: no consent' }))).toMatchObject({
      failure: { kind: 'oauth.consent_required', code: 'AADSTS65001' },
    });
    expect(await refresh(() => microsoft(9_999_999))).toMatchObject({ failure: { kind: 'oauth.grant_ended', code: 'AADSTS9999999' } });
    expect(await refresh(() => microsoft(9_999_999, 'invalid_client', 400))).toMatchObject({ failure: { kind: 'oauth.client_refused' } });
    expect(await refresh(() => microsoft(9_999_999, 'temporarily_unavailable'))).toMatchObject({
      failure: { kind: 'oauth.provider_unreachable' },
    });
  });

  test('trouble stays trouble, whatever code comes with it', async () => {
    for (const status of [500, 502, 503, 504])
      expect(await refresh(() => microsoft(50_173, 'invalid_grant', status))).toMatchObject({
        failure: { kind: 'oauth.provider_unreachable' },
      });
    expect(await refresh(() => microsoft(700_082, 'invalid_grant', 429))).toMatchObject({ failure: { kind: 'oauth.rate_limited' } });
    expect(await refresh(() => microsoft(50_173, 'temporarily_unavailable'))).toMatchObject({
      failure: { kind: 'oauth.provider_unreachable' },
    });
  });

  test('a policy that meets a typed code is told as that', () => {
    const error = Object.assign(new Error('refused'), { cause: { error: 'access_denied', error_codes: [53_003] }, status: 400 });
    expect(classifySignInError(error, { host: 'login', isDeviceCode: true })).toMatchObject({
      kind: 'oauth.device_code_blocked',
      hint: 'device-code-blocked',
    });
    expect(classifySignInError(error, { host: 'login' })).toMatchObject({ kind: 'oauth.sign_in_policy', hint: 'conditional-access' });
  });
});

test.for(Object.entries(protocolErrors))('the protocol’s `%s` has its own reading', async ([error, { kind }]) => {
  expect(await refresh(() => json(400, { error }))).toMatchObject({ ok: false, failure: { kind } });
});

type Row = [name: string, answer: () => Promise<Response> | Response, kind: string, more?: object];
const rows: Row[] = [
  [
    'Google: revoked',
    () => json(400, { error: 'invalid_grant', error_description: 'Token has been expired or revoked.' }),
    'oauth.grant_ended',
    { hint: 'grant-revoked' },
  ],
  [
    'Google: no test user',
    () => json(403, { error: 'access_denied', error_description: 'The app has not completed the Google verification process' }),
    'oauth.client_refused',
    { hint: 'client-test-user' },
  ],
  [
    'Google: the administrator blocks',
    () => json(400, { error: 'admin_policy_enforced' }),
    'oauth.sign_in_policy',
    { hint: 'app-blocked' },
  ],
  ['Google: another organisation', () => json(403, { error: 'org_internal' }), 'oauth.client_refused', { hint: 'client-own-organisation' }],
  [
    'Google: a wrong secret',
    () => json(401, { error: 'invalid_client', error_description: 'The provided client secret is invalid.' }),
    'oauth.client_refused',
  ],
  ['Google: rate', () => json(403, { error: 'rate_limit_exceeded' }), 'oauth.rate_limited'],
  [
    'a client that was not authenticated',
    () => json(401, { error: 'invalid_client' }, { 'www-authenticate': 'Basic realm="x"' }),
    'oauth.client_refused',
  ],
  ['429 with a page', () => page(429), 'oauth.rate_limited'],
  ['429 with Retry-After', () => json(429, {}, { 'retry-after': '120' }), 'oauth.rate_limited', { retryAfterMs: 120_000 }],
  [
    '429 with an endless Retry-After',
    () => json(429, {}, { 'retry-after': '999999999' }),
    'oauth.rate_limited',
    { retryAfterMs: 3_600_000 },
  ],
  ['500', () => page(500), 'oauth.provider_unreachable'],
  ['502 of a proxy', () => page(502, 'Bad Gateway', 'text/plain'), 'oauth.provider_unreachable'],
  ['503 with Retry-After', () => page(503), 'oauth.provider_unreachable'],
  ['504', () => page(504), 'oauth.provider_unreachable'],
  ['a page in place of an answer', () => page(200), 'oauth.provider_unreachable'],
  [
    'a portal that redirects',
    () => new Response(null, { status: 302, headers: { location: 'https://portal.example/' } }),
    'oauth.provider_unreachable',
  ],
  ['broken JSON', () => page(200, '{"access_token":', 'application/json'), 'oauth.provider_unreachable'],
  ['nothing', () => page(200, '', 'application/json'), 'oauth.provider_unreachable'],
  ['JSON that is no object', () => page(200, '[]', 'application/json'), 'oauth.answer_rejected'],
  ['an answer without a token', () => json(200, { token_type: 'bearer' }), 'oauth.answer_rejected'],
  ['a token of a kind that is not known', () => json(200, { access_token: 'x', token_type: 'mac' }), 'oauth.answer_rejected'],
  ['an error that is not text', () => json(400, { error: 7 }), 'oauth.provider_unreachable'],
  ['404', () => page(404), 'oauth.provider_unreachable'],
  ['an unknown error', () => json(400, { error: 'something_new' }), 'oauth.answer_rejected', { code: 'something_new' }],
  [
    'no network',
    () => Promise.reject(new FetchError('unreachable', 'ENETUNREACH')),
    'oauth.provider_unreachable',
    { code: 'unreachable ENETUNREACH' },
  ],
  ['no name', () => Promise.reject(new FetchError('unreachable', 'ENOTFOUND')), 'oauth.provider_unreachable'],
  ['no answer in time', () => Promise.reject(new FetchError('timed-out')), 'oauth.provider_unreachable', { code: 'timed-out' }],
  ['a certificate of somebody else', () => Promise.reject(new FetchError('certificate', 'CERT_HAS_EXPIRED')), 'oauth.provider_unreachable'],
  ['an endless answer', () => Promise.reject(new FetchError('too-large')), 'oauth.provider_unreachable'],
];

test.for(rows)('%s', async ([, answer, kind, more = {}]) => {
  expect(await refresh(answer)).toMatchObject({ ok: false, failure: { kind, stage: 'authorization', ...more } });
});

test.for([
  ['without a new refresh token', { access_token: 'new', token_type: 'Bearer', expires_in: 3600 }],
  ['with one', { access_token: 'new', token_type: 'bearer', expires_in: 3600, refresh_token: 'newer' }],
  ['without a life', { access_token: 'new', token_type: 'bearer' }],
  ['with an id_token of another issuer, which nobody asked for', { access_token: 'new', token_type: 'bearer', id_token: 'e30.e30.e30' }],
] as const)('a refresh that succeeds %s', async ([, body]) => {
  expect(await refresh(() => json(200, body))).toMatchObject({ ok: true, value: { access_token: 'new' } });
});
