import type { SignIn } from '@kurrier/shared/account/account';
import type { Failure } from '@kurrier/shared/failure/failure';
import { fail, succeed } from '@kurrier/shared/failure/outcome';
import { Secret } from '@kurrier/shared/secret';
import { expect, test } from 'vitest';
import { createAccessTokens, type RefreshGrant } from './access-tokens.ts';
import { parseGrant, sealableGrant, type Grant } from './grant.ts';
import { createRequestPace } from './request-pace.ts';

const hourMs = 3600_000;
const signIn: SignIn = { issuer: 'https://login.test', provider: 'login.test', username: 'ann@mail.test', at: 1 };
const grantOf = (name: string, expiresAt: number): Grant => ({
  version: 1,
  issuer: signIn.issuer,
  tokenEndpoint: 'https://login.test/token',
  clientId: 'client',
  refreshToken: `refresh-${name}-0`,
  accessToken: `access-${name}-0`,
  issuedAt: expiresAt - hourMs,
  expiresAt,
  scopes: [],
});

/**
 * A clock that moves only when everybody waits, and a provider that rotates refresh tokens and ends a grant whose old one is used again.
 */
const createWorld = (
  accounts: readonly string[],
  { expiresAt = hourMs, answer }: { expiresAt?: number; answer?: () => Failure | null } = {},
) => {
  let clock = 0;
  const sleepers: { at: number; wake: () => void }[] = [];
  const stored = new Map(accounts.map((name) => [name, sealableGrant(grantOf(name, expiresAt))]));
  const valid = new Map(accounts.map((name) => [`refresh-${name}-0`, { name, generation: 0 }]));
  const used = new Set<string>();
  const requests: { at: number; name: string }[] = [];
  const reused: string[] = [];
  const refresh: RefreshGrant = async ({ refreshToken = '' }) => {
    const known = valid.get(refreshToken);
    requests.push({ at: clock, name: known?.name ?? 'nobody' });
    const failure = answer?.() ?? null;
    if (failure) return fail(failure);
    if (!known) {
      if (used.has(refreshToken)) reused.push(refreshToken);
      return fail({ kind: 'oauth.grant_ended', stage: 'authorization', confidence: 'certain', code: 'invalid_grant' });
    }
    used.add(refreshToken);
    valid.delete(refreshToken);
    const next = { name: known.name, generation: known.generation + 1 };
    valid.set(`refresh-${next.name}-${next.generation}`, next);
    return succeed({
      access_token: `access-${next.name}-${next.generation}`,
      refresh_token: `refresh-${next.name}-${next.generation}`,
      expires_in: 3600,
    });
  };
  const tokens = createAccessTokens({
    readGrant: async (id) => (stored.has(id) ? succeed({ signIn, grant: stored.get(id)! }) : fail('not-found')),
    replaceGrant: async (id, _before, grant) => Boolean(stored.set(id, grant)),
    refresh,
    pace: createRequestPace(),
    now: () => clock,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        sleepers.push({ at: clock + ms, wake: resolve });
        signal.addEventListener('abort', () => resolve());
      }),
    report: (error) => {
      throw error;
    },
  });
  /** Lets everything happen up to a time, in order. */
  const advance = async (untilMs: number) => {
    while (true) {
      for (let turn = 0; turn < 50; turn++) await Promise.resolve();
      const next = sleepers.toSorted((a, b) => a.at - b.at)[0];
      if (!next || next.at > untilMs) break;
      sleepers.splice(sleepers.indexOf(next), 1);
      clock = Math.max(clock, next.at);
      next.wake();
    }
    clock = untilMs;
  };
  return { tokens, requests, reused, stored, advance, setClock: (ms: number) => void (clock = ms) };
};

const textOf = async (asked: ReturnType<ReturnType<typeof createWorld>['tokens']['get']>): Promise<string> => {
  const token = await asked;
  return token.ok
    ? token.value.reveal()
    : typeof token.failure === 'string'
      ? token.failure
      : `${token.failure.kind} ${token.failure.code ?? ''}`.trim();
};

test('a token is used until it is about to end, and then renewed by one request for all that wait', async () => {
  const { tokens, requests, setClock } = createWorld(['ann']);
  expect(await textOf(tokens.get('ann'))).toBe('access-ann-0');
  setClock(hourMs);
  expect(await Promise.all(Array.from({ length: 20 }, () => textOf(tokens.get('ann'))))).toEqual(
    Array.from({ length: 20 }, () => 'access-ann-1'),
  );
  expect(requests).toHaveLength(1);
});

test('ahead of its end it is renewed while the old one is used on', async () => {
  const { tokens, requests, setClock, stored } = createWorld(['ann']);
  setClock(hourMs - 4 * 60_000);
  expect(await textOf(tokens.get('ann'))).toBe('access-ann-0');
  await expect.poll(() => parseGrant(stored.get('ann')!)?.accessToken).toBe('access-ann-1');
  expect(await textOf(tokens.get('ann'))).toBe('access-ann-1');
  expect(requests).toHaveLength(1);
});

test('a rotated refresh token is never used twice, however the readers come in between', async () => {
  const { tokens, requests, reused, setClock } = createWorld(['ann']);
  for (let hour = 1; hour <= 20; hour++) {
    setClock(hour * 2 * hourMs);
    const asked = Array.from({ length: 10 }, async (_, index) => {
      for (let turn = 0; turn < index * 3; turn++) await Promise.resolve();
      return textOf(tokens.get('ann'));
    });
    expect(new Set(await Promise.all(asked))).toEqual(new Set([`access-ann-${hour}`]));
  }
  expect(requests).toHaveLength(20);
  expect(reused).toEqual([]);
});

test.for(['oauth.provider_unreachable', 'oauth.rate_limited'] as const)(
  '%s ends nothing: asked once a minute, and well again afterwards',
  async (kind) => {
    let isDown = true;
    const failure: Failure = { kind, stage: 'authorization', confidence: 'certain', code: 'HTTP_503' };
    const { tokens, requests, setClock } = createWorld(['ann'], { answer: () => (isDown ? failure : null) });
    for (let second = 0; second < 600; second++) {
      setClock(hourMs + second * 1000);
      expect(await textOf(tokens.get('ann'))).toBe(`${kind} HTTP_503`);
    }
    expect(requests.length).toBeLessThanOrEqual(10);
    isDown = false;
    setClock(hourMs + 700_000);
    expect(await textOf(tokens.get('ann'))).toBe('access-ann-1');
  },
);

test('a detected loop rests for an hour', async () => {
  const loop: Failure = {
    kind: 'oauth.rate_limited',
    stage: 'authorization',
    confidence: 'certain',
    code: 'AADSTS50196',
    hint: 'loop-detected',
  };
  const { tokens, requests, setClock } = createWorld(['ann'], { answer: () => loop });
  for (let minute = 0; minute < 59; minute++) {
    setClock(hourMs + minute * 60_000);
    await tokens.get('ann');
  }
  expect(requests).toHaveLength(1);
});

test('a token that the mail server refused is renewed once, and then it is the server’s word', async () => {
  const { tokens, requests } = createWorld(['ann']);
  expect(await textOf(tokens.get('ann', new Secret('access-ann-0')))).toBe('access-ann-1');
  expect(await textOf(tokens.get('ann', new Secret('access-ann-1')))).toBe('auth.oauth_token_invalid');
  // Whoever still has the first one gets the second without another request.
  expect(await textOf(tokens.get('ann', new Secret('access-ann-0')))).toBe('access-ann-1');
  expect(requests).toHaveLength(1);
});

test('two hundred accounts whose tokens end in the same minute: at most three requests in any second, and everybody lives on', async () => {
  const names = Array.from({ length: 200 }, (_, index) => `user${index}`);
  const { tokens, requests, reused, advance, setClock } = createWorld(names);
  setClock(hourMs - 3 * 60_000);
  const first = await Promise.all(names.map((name) => textOf(tokens.get(name))));
  expect(first.every((token) => token.endsWith('-0'))).toBe(true);
  await advance(hourMs);
  expect(requests).toHaveLength(200);
  for (const { at } of requests) expect(requests.filter((other) => other.at >= at && other.at < at + 1000).length).toBeLessThanOrEqual(3);
  expect(await Promise.all(names.map((name) => textOf(tokens.get(name))))).toEqual(names.map((name) => `access-${name}-1`));
  expect([requests.length, reused.length]).toEqual([200, 0]);
});

test('all at once after a night’s sleep: whoever waits too long is told that it passes, and has a token a little later', async () => {
  const names = Array.from({ length: 200 }, (_, index) => `user${index}`);
  const { tokens, requests, advance, setClock } = createWorld(names);
  setClock(9 * hourMs);
  const asked = names.map((name) => textOf(tokens.get(name)));
  await advance(9 * hourMs + 120_000);
  const answers = await Promise.all(asked);
  expect(answers.every((text, index) => text === `access-user${index}-1` || text === 'oauth.provider_unreachable WAITED_TOO_LONG')).toBe(
    true,
  );
  expect(await Promise.all(names.map((name) => textOf(tokens.get(name))))).toEqual(names.map((name) => `access-${name}-1`));
  for (const { at } of requests) expect(requests.filter((other) => other.at >= at && other.at < at + 1000).length).toBeLessThanOrEqual(3);
});

test('a grant that cannot be opened, or has no refresh token, has ended', async () => {
  const { tokens, stored, setClock } = createWorld(['ann']);
  expect(await textOf(tokens.get('nobody'))).toBe('oauth.grant_ended GRANT_UNREADABLE');
  stored.set('ann', new Secret('{}'));
  expect(await textOf(tokens.get('ann'))).toBe('oauth.grant_ended GRANT_UNREADABLE');
  const { refreshToken: _, ...bare } = grantOf('ann', hourMs);
  stored.set('ann', sealableGrant(bare));
  setClock(2 * hourMs);
  expect(await textOf(tokens.get('ann'))).toBe('oauth.grant_ended NO_REFRESH_TOKEN');
});
