import type { SignIn } from '@kurrier/shared/account/account';
import type { Failure } from '@kurrier/shared/failure/failure';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import { Secret } from '@kurrier/shared/secret';
import { parseGrant, renewGrant, sealableGrant, type Grant, type TokenResponse } from './grant.ts';
import type { RequestPace } from './request-pace.ts';

/** What a token endpoint answered to a refresh; `retryAfterMs` as it asked for. */
export type RefreshGrant = (grant: Grant) => Promise<Outcome<TokenResponse, Failure & { retryAfterMs?: number }>>;

export interface AccessTokensDeps {
  readGrant: (accountId: string) => Promise<Outcome<{ signIn: SignIn; grant: Secret }, 'not-found' | 'locked' | 'unreadable'>>;
  /** Durable when it resolves; false where the account has another sign-in by now. */
  replaceGrant: (accountId: string, before: SignIn, grant: Secret) => Promise<boolean>;
  refresh: RefreshGrant;
  /** Whether a refresh is this bridge's to make: of bridges that share accounts one alone uses a refresh token up. Always, unless told. */
  isOurs?: (accountId: string) => boolean;
  pace: RequestPace;
  now: () => number;
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  report: (error: unknown) => void;
}

/** So long before its end a token is renewed; it is used on where that does not work. */
const aheadMs = 5 * 60_000;
/** With less left than this it may end on the way. */
const leastLeftMs = 30_000;
/** An account asks once in so long, whatever happens. */
const betweenRequestsMs = 60_000;
/** Where many accounts wait for one provider, whoever needs a token now waits so long; its refresh goes on. */
const longestWaitMs = 45_000;
const longestQueueMs = 10 * 60_000;
/** After a detected loop (AADSTS50196). */
const loopRestMs = 3600_000;

interface LastRequest {
  /** Nothing is asked before. */
  until: number;
  failure?: Failure;
}

/**
 * The access tokens of accounts, each refreshed by one request for all that wait for it, ahead of its end. A new refresh token is durable
 * before anybody uses what came with it. Passing trouble never ends a sign-in, and no account asks more often than once a minute.
 */
export const createAccessTokens = (deps: AccessTokensDeps) => {
  const { now } = deps;
  const refreshing = new Map<string, Promise<Outcome<Secret, 'locked' | Failure>>>();
  const last = new Map<string, LastRequest>();
  const ending = new AbortController();

  const read = async (accountId: string): Promise<Outcome<{ signIn: SignIn; grant: Grant }, 'locked' | Failure>> => {
    const stored = await deps.readGrant(accountId);
    if (!stored.ok) return fail(stored.failure === 'locked' ? 'locked' : noGrant);
    const grant = parseGrant(stored.value.grant);
    return grant ? succeed({ signIn: stored.value.signIn, grant }) : fail(noGrant);
  };

  /**
   * The grant to be renewed, or what there is to say without asking: a refresh that ended just now, or a new sign-in, has used up the
   * refresh token that was seen.
   */
  const readDue = async (
    accountId: string,
    seen: Grant,
  ): Promise<{ signIn: SignIn; grant: Grant } | { settled: Outcome<Secret, 'locked' | Failure> }> => {
    const stored = await read(accountId);
    if (!stored.ok) return { settled: stored };
    const { grant } = stored.value;
    if (grant.accessToken !== seen.accessToken) return { settled: succeed(new Secret(grant.accessToken)) };
    const resting = restingFailure(accountId, hostOf(grant.tokenEndpoint));
    return resting ? { settled: fail(resting) } : stored.value;
  };

  const refresh = async (accountId: string, seen: Grant): Promise<Outcome<Secret, 'locked' | Failure>> => {
    const host = hostOf(seen.tokenEndpoint);
    const before = await readDue(accountId, seen);
    if ('settled' in before) return before.settled;
    const waitMs = deps.pace.take(host, now(), longestQueueMs);
    if (waitMs === undefined) return fail(trouble(host, 'oauth.rate_limited', 'QUEUE_FULL'));
    if (waitMs > 0) await deps.sleep(waitMs, ending.signal);
    if (ending.signal.aborted) return fail(trouble(host, 'oauth.provider_unreachable', 'CLOSING'));
    const due = waitMs > 0 ? await readDue(accountId, seen) : before;
    if ('settled' in due) return due.settled;
    const { signIn, grant } = due;
    if (deps.isOurs?.(accountId) === false) return fail(trouble(host, 'oauth.provider_unreachable', 'HELD_ELSEWHERE'));
    last.set(accountId, { until: now() + betweenRequestsMs });
    const answer = await deps.refresh(grant);
    if (!answer.ok) {
      const { retryAfterMs = 0, ...failure } = answer.failure;
      const restMs = failure.hint === 'loop-detected' ? loopRestMs : Math.max(betweenRequestsMs, retryAfterMs);
      last.set(accountId, { until: now() + restMs, failure });
      if (retryAfterMs > 0 && failure.kind === 'oauth.rate_limited') deps.pace.rest(host, now() + retryAfterMs);
      return fail(failure);
    }
    const renewed = renewGrant(grant, answer.value, now());
    if (await deps.replaceGrant(accountId, signIn, sealableGrant(renewed))) return succeed(new Secret(renewed.accessToken));
    // Whoever signed in again meanwhile has a grant of their own; this one is of no use.
    return fail(trouble(host, 'oauth.provider_unreachable', 'REPLACED'));
  };

  /** The one refresh of the account that is under way, or a new one. */
  const refreshOnce = (accountId: string, seen: Grant): Promise<Outcome<Secret, 'locked' | Failure>> => {
    const running = refreshing.get(accountId);
    if (running) return running;
    const started = refresh(accountId, seen).finally(() => refreshing.delete(accountId));
    refreshing.set(accountId, started);
    return started;
  };

  /** Why nothing is asked now: the account asked just before. */
  const restingFailure = (accountId: string, host: string): Failure | undefined => {
    const before = last.get(accountId);
    if (!before || now() >= before.until) return undefined;
    return before.failure ?? trouble(host, 'oauth.rate_limited', askedJustNow);
  };

  return {
    /** A token that may be used now. `refused` is one that the mail server did not take, which is not given again. */
    get: async (accountId: string, refused?: Secret): Promise<Outcome<Secret, 'locked' | Failure>> => {
      const stored = await read(accountId);
      if (!stored.ok) return stored;
      const { grant } = stored.value;
      const leftMs = grant.expiresAt - now();
      const current = succeed(new Secret(grant.accessToken));
      const isUsable = leftMs > leastLeftMs && refused?.reveal() !== grant.accessToken;
      if (isUsable && leftMs > Math.min(aheadMs, (grant.expiresAt - grant.issuedAt) / 2)) return current;
      if (grant.refreshToken === undefined) return isUsable ? current : fail(ended(hostOf(grant.tokenEndpoint), 'NO_REFRESH_TOKEN'));
      const renewing = refreshOnce(accountId, grant);
      if (isUsable) {
        // Nobody has to wait for what is not needed yet.
        renewing.catch(deps.report);
        return current;
      }
      const renewed = await waitAtMost(renewing, grant);
      const wasNew = !renewed.ok && typeof renewed.failure === 'object' && renewed.failure.code === askedJustNow;
      return refused && wasNew ? fail(refusedToken) : renewed;
    },
    /** Forgets how often the account asked: it was signed in anew. */
    forget: (accountId: string): void => void last.delete(accountId),
    /**
     * Ends every wait for a turn. A request that is under way is not cut: its answer may hold the only refresh token that is still good.
     */
    close: async (): Promise<void> => {
      ending.abort();
      await Promise.allSettled(refreshing.values());
    },
  };

  async function waitAtMost(
    renewing: Promise<Outcome<Secret, 'locked' | Failure>>,
    grant: Grant,
  ): Promise<Outcome<Secret, 'locked' | Failure>> {
    const enough = new AbortController();
    const tooLong = deps
      .sleep(longestWaitMs, enough.signal)
      .then(() => fail(trouble(hostOf(grant.tokenEndpoint), 'oauth.provider_unreachable', 'WAITED_TOO_LONG')));
    try {
      return await Promise.race([renewing, tooLong]);
    } finally {
      enough.abort();
    }
  }
};
const askedJustNow = 'ASKED_JUST_NOW';

const hostOf = (endpoint: string): string => URL.parse(endpoint)?.host ?? 'the provider';

const trouble = (host: string, kind: 'oauth.provider_unreachable' | 'oauth.rate_limited', code: string): Failure => ({
  kind,
  stage: 'authorization',
  confidence: 'certain',
  host,
  code,
});

const ended = (host: string, code: string): Failure => ({
  kind: 'oauth.grant_ended',
  stage: 'authorization',
  confidence: 'certain',
  host,
  code,
});

/** The store was edited or damaged: the grant does not open for these legs. */
const noGrant: Failure = { kind: 'oauth.grant_ended', stage: 'authorization', confidence: 'certain', code: 'GRANT_UNREADABLE' };

/** The mail server does not take a token that is new: it is not the token's age. */
const refusedToken: Failure = { kind: 'auth.oauth_token_invalid', stage: 'sign-in', confidence: 'certain' };
