import { randomBytes } from 'node:crypto';
import type { AccountChange } from '@kurrier/shared/account/account-draft';
import type { SignIn } from '@kurrier/shared/account/account';
import { legs } from '@kurrier/shared/account/connection';
import type { beginSignIn, confirmSignIn, followSignIn, SignInView } from '@kurrier/shared/api/oauth';
import type { RequestOf, ResponseOf } from '@kurrier/shared/bridge/endpoint';
import type { Failure } from '@kurrier/shared/failure/failure';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import type { Secret } from '@kurrier/shared/secret';
import { adminConsentUrlOf } from './admin-consent.ts';
import { createBegin, type BeginDeps, type Begun } from './begin-sign-in.ts';
import { sealableGrant } from './tokens/grant.ts';
import type { Granted } from './judge-tokens.ts';
import { hostOfTarget } from './provider/sign-in-target.ts';
import { runSignIn, type OtherName, type SignInRun } from './run-sign-in.ts';

export interface PendingSignInsDeps extends BeginDeps {
  /** Stores the signed-in account and verifies it; resolves to its id. */
  saveSignedIn: (account: {
    id?: string | undefined;
    change: AccountChange;
    signIn: SignIn;
    grant: Secret;
  }) => Promise<{ account: { id: string } } | { refused: 'not-found' }>;
  /** Called when an account was signed in. */
  onSignedIn: (accountId: string) => void;
  report: (error: unknown) => void;
}

interface Entry {
  run: SignInRun;
  view: () => SignInView;
  /** As it was begun, for another try. */
  request: RequestOf<typeof beginSignIn>;
  beganAt: number;
}

/** Each has a listener; more at once are no person's doing. */
const mostAtOnce = 8;
const keptMs = 15 * 60_000;

/** The sign-ins that are under way, and those that ended a while ago so that whoever began one finds out. In memory only. */
export const createPendingSignIns = (deps: PendingSignInsDeps) => {
  const { now } = deps;
  const begin = createBegin(deps);
  const entries = new Map<string, Entry>();
  const isOpen = ({ run }: Entry): boolean => !['done', 'failed'].includes(run.state().state);
  const prune = () => {
    for (const [id, entry] of entries) if (!isOpen(entry) && now() - entry.beganAt > keptMs) entries.delete(id);
  };

  const storeWith =
    (request: RequestOf<typeof beginSignIn>, { target, tokenLegs }: Begun) =>
    async ({ grant, identity, username }: Granted, as: OtherName): Promise<Outcome<string, Failure>> => {
      const user = as === 'shared-mailbox' ? request.change.address : username;
      const change = { ...request.change };
      for (const leg of legs)
        if (tokenLegs.includes(leg))
          Object.assign(change, { [leg]: { ...change[leg], username: identity ? user : change[leg]!.username } });
      const signIn: SignIn = { issuer: grant.issuer, provider: target.name, username, at: now() };
      const saved = await deps.saveSignedIn({ id: request.id, change, signIn, grant: sealableGrant(grant) });
      if ('refused' in saved) return fail(accountGone(hostOfTarget(target)));
      deps.onSignedIn(saved.account.id);
      return succeed(saved.account.id);
    };

  const forget = (id: string): boolean => {
    entries.get(id)?.run.cancel();
    return entries.delete(id);
  };

  const beginNew = async (request: RequestOf<typeof beginSignIn>): Promise<ResponseOf<typeof beginSignIn>> => {
    prune();
    // A second try for the same address, in whatever capitals, replaces the first, whose listener nobody will come back to.
    const address = request.change.address.toLowerCase();
    for (const [id, { view }] of entries) if (view().address.toLowerCase() === address) forget(id);
    if ([...entries.values()].filter(isOpen).length >= mostAtOnce) return { refused: 'too-many' };
    const begun = await begin(request);
    if (!begun.ok) return typeof begun.failure === 'string' ? { refused: begun.failure } : { refused: 'failed', failure: begun.failure };
    const { target, found, method } = begun.value;
    const id = randomBytes(16).toString('hex');
    const run = runSignIn({
      method,
      host: hostOfTarget(target),
      store: storeWith(request, begun.value),
      adminConsentUrl: adminConsentUrlOf(target, found.client, request.change.address),
      now,
      report: deps.report,
    });
    const view = (): SignInView => ({
      id,
      address: request.change.address,
      ...(request.id !== undefined && { accountId: request.id }),
      provider: target.name,
      ...(target.provider && { providerId: target.provider.id }),
      clientId: found.client.clientId,
      status: run.state(),
    });
    entries.set(id, { run, view, request, beganAt: now() });
    return view();
  };

  return {
    begin: beginNew,
    retry: async ({ id }: { id: string }): Promise<ResponseOf<typeof beginSignIn>> => {
      const entry = entries.get(id);
      if (!entry) return { refused: 'not-found' };
      forget(id);
      return beginNew(entry.request);
    },
    follow: async ({ id, seen, waitMs }: RequestOf<typeof followSignIn>, caller: AbortSignal): Promise<ResponseOf<typeof followSignIn>> => {
      const entry = entries.get(id);
      if (!entry) return { refused: 'not-found' };
      await entry.run.changed(seen, AbortSignal.any([caller, AbortSignal.timeout(waitMs)]));
      return entry.view();
    },
    list: (): SignInView[] => {
      prune();
      return [...entries.values()].toSorted((a, b) => b.beganAt - a.beganAt).map(({ view }) => view());
    },
    confirm: async ({ id, as }: RequestOf<typeof confirmSignIn>): Promise<ResponseOf<typeof confirmSignIn>> => {
      const entry = entries.get(id);
      if (!entry) return { refused: 'not-found' };
      entry.run.confirm(as);
      await entry.run.changed('other-account', AbortSignal.timeout(1_000));
      return entry.view();
    },
    cancel: ({ id }: { id: string }): boolean => forget(id),
    /** Ends all of them; nothing is stored afterwards. */
    close: async (): Promise<void> => {
      for (const { run } of entries.values()) run.cancel();
      await Promise.all([...entries.values()].map(({ run }) => run.ended));
    },
  };
};

/** The account that was to be signed in again was removed meanwhile. */
const accountGone = (host: string): Failure => ({
  kind: 'oauth.not_finished',
  stage: 'authorization',
  confidence: 'certain',
  host,
  code: 'ACCOUNT_REMOVED',
});
