import http from 'node:http';
import type { SignInView } from '@kurrier/shared/api/oauth';
import { succeed } from '@kurrier/shared/failure/outcome';
import { Secret } from '@kurrier/shared/secret';
import { expect, onTestFinished, test } from 'vitest';
import { createClientIds } from './provider/client-ids.ts';
import { createPendingSignIns } from './pending-sign-ins.ts';

const tenantId = '11111111-2222-3333-4444-555555555555';
const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A Microsoft that answers the token request as told; `claims` are those of the id_token. */
const start = (
  token: { status?: number; body?: object; claims?: Record<string, unknown>; scope?: string } = {},
  clients: Record<string, { clientId: string }> = { microsoft: { clientId: 'our-client' } },
) => {
  const asked: { url: string; body: URLSearchParams }[] = [];
  const saved: { change: { imap?: { username: string } | undefined }; signIn: { username: string } }[] = [];
  let nonce = '';
  const json = (status: number, body: object) =>
    new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
  const fetch = async (url: string, init: { body?: unknown } = {}) => {
    asked.push({ url, body: new URLSearchParams(init.body instanceof URLSearchParams ? init.body : '') });
    const base = 'https://login.microsoftonline.com';
    if (url.includes('openid-configuration'))
      return json(200, {
        issuer: `${base}/{tenantid}/v2.0`,
        authorization_endpoint: `${base}/common/oauth2/v2.0/authorize`,
        token_endpoint: `${base}/common/oauth2/v2.0/token`,
        jwks_uri: `${base}/keys`,
        response_types_supported: ['code'],
        subject_types_supported: ['pairwise'],
        id_token_signing_alg_values_supported: ['RS256'],
      });
    if (token.body) return json(token.status ?? 400, token.body);
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: `${base}/${tenantId}/v2.0`,
      tid: tenantId,
      aud: 'our-client',
      sub: 's',
      iat: now,
      exp: now + 600,
      nonce,
      ...token.claims,
    };
    const scope = token.scope ?? 'https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send openid';
    return json(200, {
      access_token: 'at',
      refresh_token: 'rt',
      token_type: 'Bearer',
      expires_in: 3599,
      scope,
      id_token: `${base64url({ alg: 'RS256' })}.${base64url(claims)}.c2ln`,
    });
  };
  const stored = new Map<string, unknown>();
  const signIns = createPendingSignIns({
    clients: createClientIds({
      builtIn: clients,
      organisation: async () => ({}),
      store: {
        get: async (key) => stored.get(key),
        set: async (key, value) => Boolean(stored.set(key, value)),
        delete: async (key) => stored.delete(key),
      },
      vault: { seal: async () => 'sealed', open: async () => succeed(new Secret('secret')) },
    }),
    fetch,
    now: Date.now,
    saveSignedIn: async (account) => {
      saved.push(account);
      return { account: { id: 'a1' } };
    },
    onSignedIn: () => {},
    report: (error) => {
      throw error;
    },
  });
  onTestFinished(() => signIns.close());
  const server = (host: string, port: number) => ({ host, port, username: 'ann@contoso.example', secure: true, allowUnencrypted: false });
  const change = {
    address: 'ann@contoso.example',
    smtp: { ...server('smtp.office365.com', 587), pool: false },
    imap: server('outlook.office365.com', 993),
  };
  const begin = (over: object = {}) => signIns.begin({ of: { provider: 'microsoft' }, method: 'browser', change: { ...change, ...over } });
  return { signIns, asked, saved, begin, server, setNonce: (value: string) => void (nonce = value) };
};

const authorizationOf = (view: unknown): URLSearchParams => {
  const { status } = view as SignInView;
  return new URL(status.state === 'waiting' ? status.url : '').searchParams;
};
/** The browser comes back with an answer. */
const comeBack = (authorization: URLSearchParams, answer: Record<string, string>): Promise<void> =>
  new Promise((resolve, reject) => {
    const url = new URL(authorization.get('redirect_uri')!);
    url.search = new URLSearchParams({ state: authorization.get('state')!, ...answer }).toString();
    const headers = { host: url.host };
    http
      .get({ host: '127.0.0.1', port: url.port, path: `/${url.search}`, headers, agent: false }, (response) =>
        response.resume().on('end', resolve),
      )
      .on('error', reject);
  });
const finish = async (world: ReturnType<typeof start>, answer: Record<string, string> = { code: 'c0de' }) => {
  const view = (await world.begin()) as SignInView;
  const authorization = authorizationOf(view);
  world.setNonce(authorization.get('nonce')!);
  await comeBack(authorization, answer);
  let now = view;
  while (now.status.state === 'waiting' || now.status.state === 'finishing')
    now = (await world.signIns.follow({ id: view.id, seen: now.status.state, waitMs: 5_000 }, new AbortController().signal)) as SignInView;
  return now.status;
};

test('Microsoft is asked as it wants: localhost, account selection, both permissions of one resource, PKCE, and no secret', async () => {
  const world = start({ claims: { preferred_username: 'ann@contoso.example' } });
  const authorization = authorizationOf(await world.begin());
  expect(authorization.get('redirect_uri')).toMatch(/^http:\/\/localhost:\d+$/);
  expect(Object.fromEntries(authorization)).toMatchObject({
    prompt: 'select_account',
    login_hint: 'ann@contoso.example',
    code_challenge_method: 'S256',
  });
  expect(authorization.get('scope')!.split(' ').toSorted()).toEqual(
    [
      'email',
      'offline_access',
      'openid',
      'profile',
      'https://outlook.office.com/IMAP.AccessAsUser.All',
      'https://outlook.office.com/SMTP.Send',
    ].toSorted(),
  );
  expect(await finish(world)).toEqual({ state: 'done', accountId: 'a1' });
  const exchange = world.asked.findLast(({ url }) => url.endsWith('/token'))!.body;
  expect(exchange.get('redirect_uri')).toMatch(/^http:\/\/localhost:\d+$/);
  expect([exchange.has('client_secret'), exchange.get('code_verifier')!.length >= 43]).toEqual([false, true]);
});

test('the sign-in name goes to the mail server, also where it is not the address', async () => {
  const world = start({ claims: { preferred_username: 'ann.lee@contoso.onmicrosoft.example', email: 'ANN@contoso.example' } });
  expect(await finish(world)).toMatchObject({ state: 'done' });
  expect(world.saved[0]).toMatchObject({ change: { imap: { username: 'ann.lee@contoso.onmicrosoft.example' } } });
});

const refusals: [name: string, token: Parameters<typeof start>[0], expected: object][] = [
  [
    'another account',
    { claims: { preferred_username: 'bob@contoso.example' } },
    { state: 'other-account', username: 'bob@contoso.example' },
  ],
  [
    'an unticked permission',
    { claims: { preferred_username: 'ann@contoso.example' }, scope: 'https://outlook.office.com/SMTP.Send' },
    { failure: { kind: 'oauth.scope_missing', problem: 'https://outlook.office.com/IMAP.AccessAsUser.All' } },
  ],
  ['an id_token for another client', { claims: { aud: 'another' } }, { failure: { kind: 'oauth.answer_rejected' } }],
  ['an id_token of another issuer', { claims: { iss: 'https://evil.example' } }, { failure: { kind: 'oauth.answer_rejected' } }],
  ['an id_token of another sign-in', { claims: { nonce: 'another' } }, { failure: { kind: 'oauth.answer_rejected' } }],
  ['an id_token that is over', { claims: { exp: 1, iat: 0 } }, { failure: { kind: 'oauth.clock_wrong' } }],
  [
    'conditional access',
    { body: { error: 'invalid_grant', error_description: 'AADSTS53003: blocked', error_codes: [53_003] } },
    { failure: { kind: 'oauth.sign_in_policy' } },
  ],
  [
    'a secret that is wanted',
    { status: 401, body: { error: 'invalid_client', error_description: 'AADSTS7000218: secret', error_codes: [7_000_218] } },
    { failure: { kind: 'oauth.client_refused', hint: 'client-not-public' } },
  ],
  ['trouble', { status: 503, body: { error: 'temporarily_unavailable' } }, { failure: { kind: 'oauth.provider_unreachable' } }],
];
test.for(refusals)('%s: nothing is stored', async ([, token, expected]) => {
  const world = start(token);
  expect(await finish(world)).toMatchObject(expected);
  expect(world.saved).toEqual([]);
});

test.for([
  [
    'access_denied',
    'AADSTS90094: admin',
    {
      failure: { kind: 'oauth.admin_consent_required' },
      adminConsentUrl: 'https://login.microsoftonline.com/contoso.example/adminconsent?client_id=our-client',
    },
  ],
  ['access_denied', 'AADSTS65004: declined', { failure: { kind: 'oauth.not_finished', hint: 'cancelled-by-person' } }],
  ['access_denied', 'anything', { failure: { kind: 'oauth.not_finished' } }],
  ['invalid_request', 'AADSTS50011: redirect', { failure: { kind: 'oauth.client_refused', hint: 'redirect-not-registered' } }],
  ['server_error', '', { failure: { kind: 'oauth.provider_unreachable' } }],
] as const)('the browser comes back with %s, %s', async ([error, error_description, expected]) => {
  const world = start();
  expect(await finish(world, { error, error_description })).toMatchObject({ state: 'failed', ...expected });
  expect(world.saved).toEqual([]);
});

test('no button ends nowhere: without a client id nothing is begun, and a foreign host gets no token of Microsoft’s', async () => {
  expect(await start({}, { microsoft: { clientId: '' } }).begin()).toEqual({ refused: 'no-client' });
  const world = start();
  expect(await world.begin({ imap: world.server('outlook.office365.com.evil.example', 993) })).toEqual({ refused: 'foreign-host' });
  expect(await world.begin({ imap: undefined, smtp: undefined })).toEqual({ refused: 'no-leg' });
});

test.each(['ann@contoso.example', 'Ann@Contoso.Example', 'ANN@CONTOSO.EXAMPLE'])(
  'a second sign-in for the same address, written as %s, takes the place of the first',
  async (address) => {
    const world = start();
    const first = (await world.begin()) as SignInView;
    const second = (await world.begin({ address })) as SignInView;
    expect(world.signIns.list().map(({ id }) => id)).toEqual([second.id]);
    expect(second.id).not.toBe(first.id);
  },
);

test('a sign-in for another address stands beside the first', async () => {
  const world = start();
  await world.begin();
  await world.begin({ address: 'anna@contoso.example' });
  expect(world.signIns.list()).toHaveLength(2);
});
