import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';
import type { ServerCertificate } from './create-ca.ts';

export interface OpenIdProviderOverrides {
  certificate: ServerCertificate;
  /** The issuer's host; 127.0.0.1 without one. */
  host?: string;
  /** The whole issuer, where it is to be another than host and port say: whoever asks is redirected. */
  issuer?: string;
  /** Life of access tokens, seconds. */
  accessTokenSeconds?: number;
  /** RFC 7591. */
  registration?: boolean;
  /** More claims of an account. */
  claims?: (account: string) => Record<string, unknown>;
}

export interface OpenIdProvider extends AsyncDisposable {
  /** `https://HOST:PORT` */
  issuer: string;
  port: number;
  /** Of a native client that is registered. */
  clientId: string;
  /** Method and path of every request, in order. */
  requests(): string[];
  /** Every code, verifier and token that went over the token endpoint. */
  secrets(): string[];
  /** Takes everything back that an account granted. */
  revoke(account: string): Promise<void>;
  /** Ends every access token before its time; what was granted stays. */
  endAccessTokens(): Promise<void>;
  /** How long access tokens live from now on. */
  setAccessTokenSeconds(seconds: number): void;
  /** The secret that mail servers introspect tokens with. */
  introspectionUrl: string;
}

const dovecot = { id: 'dovecot', secret: 'introspects' };

/**
 * Starts oidc-provider over HTTPS: rotating refresh tokens with reuse detection, device flow, registration, revocation, `iss` in answers.
 */
export const startOpenIdProvider = async (overrides: OpenIdProviderOverrides): Promise<OpenIdProvider> => {
  const { certificate, registration = true, claims = () => ({}) } = overrides;
  let { accessTokenSeconds = 3600 } = overrides;
  const asked: string[] = [];
  const secrets = new Set<string>();
  const grants = new Map<string, string[]>();
  const server = https.createServer(certificate);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const issuer = overrides.issuer ?? `https://${overrides.host ?? '127.0.0.1'}:${port}`;
  const clientId = 'kurrier-test';
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        token_endpoint_auth_method: 'none',
        application_type: 'native',
        redirect_uris: ['http://127.0.0.1/callback'],
        grant_types: ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:device_code'],
        response_types: ['code'],
        id_token_signed_response_alg: 'ES256',
      },
      { client_id: dovecot.id, client_secret: dovecot.secret, grant_types: [], redirect_uris: [], response_types: [] },
    ],
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    enabledJWA: { idTokenSigningAlgValues: ['ES256'] },
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), alg: 'ES256', use: 'sig', kid: 'test' }] },
    cookies: { keys: ['of the tests'] },
    features: {
      devInteractions: { enabled: false },
      introspection: { enabled: true, allowedPolicy: () => true },
      revocation: { enabled: true },
      registration: { enabled: registration },
      deviceFlow: {
        enabled: true,
        userCodeInputSource: (ctx: { body: string }, form: string) => void (ctx.body = form),
        userCodeConfirmSource: (ctx: { body: string }, form: string) =>
          void (ctx.body = `${form}<button type="submit" form="op.deviceConfirmForm">Yes</button>`),
        successSource: (ctx: { body: string }) => void (ctx.body = 'signed in'),
      },
    },
    scopes: ['openid', 'email', 'profile', 'offline_access', 'mail'],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['preferred_username'] },
    conformIdTokenClaims: false,
    extraTokenClaims: (_ctx: unknown, token: { accountId?: string }) => ({ email: token.accountId }),
    rotateRefreshToken: true,
    issueRefreshToken: async () => true,
    pkce: { required: () => true },
    ttl: {
      AccessToken: () => accessTokenSeconds,
      RefreshToken: 14 * 24 * 3600,
      Session: 600,
      Interaction: 600,
      Grant: 14 * 24 * 3600,
      IdToken: 600,
      DeviceCode: 600,
    },
    findAccount: (_ctx: unknown, id: string) => ({
      accountId: id,
      claims: () => ({ sub: id, email: id, email_verified: true, preferred_username: id, ...claims(id) }),
    }),
    interactions: { url: (_ctx: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
  });

  const issued: { destroy(): Promise<void> }[] = [];
  provider.on('access_token.saved', (token) => issued.push(token as (typeof issued)[number]));

  const interact = async (request: IncomingMessage, response: ServerResponse) => {
    const details = await provider.interactionDetails(request, response);
    if (request.method === 'GET') {
      const hint = details.params['login_hint'] ?? '';
      const accounts = [...new Set([hint, 'ann@mail.test', 'bob@mail.test'].filter(Boolean))];
      const buttons = accounts.map((name) => `<button name="account" value="${name}">${name}</button>`).join('');
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end(`<title>Sign in</title><form method="post">${buttons}<button name="cancel" value="1">Cancel</button></form>`);
      return;
    }
    const body = new URLSearchParams((await request.toArray()).join(''));
    const options = { mergeWithLastSubmission: false };
    if (body.get('cancel')) {
      const refusal = { error: 'access_denied', error_description: 'the person pressed Cancel' };
      return provider.interactionFinished(request, response, refusal, options);
    }
    const accountId = body.get('account') ?? '';
    const grant = new provider.Grant({ accountId, clientId: details.params['client_id'] ?? '' });
    const without = (body.get('without') ?? '').split(' ');
    grant.addOIDCScope(
      (details.params['scope'] ?? '')
        .split(' ')
        .filter((scope) => !without.includes(scope))
        .join(' '),
    );
    const grantId = await grant.save();
    grants.set(accountId, [...(grants.get(accountId) ?? []), grantId]);
    await provider.interactionFinished(request, response, { login: { accountId }, consent: { grantId } }, options);
  };
  const answer = provider.callback();
  server.on('request', (request, response) => {
    asked.push(`${request.method} ${request.url}`);
    if (request.url === '/token') listenIn(request, response, (name, value) => secretNames.has(name) && secrets.add(value));
    if (!request.url?.startsWith('/interaction/')) return answer(request, response);
    void interact(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  return {
    issuer,
    port,
    clientId,
    requests: () => [...asked],
    secrets: () => [...secrets],
    async revoke(account) {
      for (const id of grants.get(account) ?? []) await (await provider.Grant.find(id))?.destroy();
    },
    async endAccessTokens() {
      for (const token of issued.splice(0)) await token.destroy();
    },
    setAccessTokenSeconds: (seconds) => void (accessTokenSeconds = seconds),
    introspectionUrl: `https://${dovecot.id}:${dovecot.secret}@127.0.0.1:${port}/token/introspection`,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

const secretNames = new Set(['code', 'code_verifier', 'refresh_token', 'access_token', 'id_token']);

/** Tells the fields of a form that is posted, and of the JSON that it is answered with, without taking either away. */
const listenIn = (request: IncomingMessage, response: ServerResponse, tell: (name: string, value: string) => void): void => {
  const form: Buffer[] = [];
  const push = request.push.bind(request);
  request.push = (chunk: Buffer | null, ...more) => {
    if (chunk) form.push(chunk);
    return push(chunk, ...more);
  };
  const end = response.end.bind(response) as (...rest: unknown[]) => ServerResponse;
  response.end = ((body: unknown, ...more: unknown[]) => {
    for (const [name, value] of new URLSearchParams(Buffer.concat(form).toString())) tell(name, value);
    if (typeof body === 'string' || Buffer.isBuffer(body))
      for (const [name, value] of Object.entries(JSON.parse(body.toString()) as Record<string, unknown>)) tell(name, String(value));
    return end(body, ...more);
  }) as ServerResponse['end'];
};
