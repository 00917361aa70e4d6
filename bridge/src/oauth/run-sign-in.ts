import type { SignInState } from '@kurrier/shared/api/oauth';
import type { Failure } from '@kurrier/shared/failure/failure';
import { fail, type Outcome } from '@kurrier/shared/failure/outcome';
import type { Granted } from './judge-tokens.ts';

/** What happens at the provider until it grants something. */
export interface Method {
  /** What the person is shown. */
  url: string;
  code?: string;
  /** Milliseconds since 1970. */
  until: number;
  /** Resolves when the person is done; `onAnswer` is told when only the exchange is left. Never rejects. */
  run: (signal: AbortSignal, onAnswer: () => void) => Promise<Outcome<Granted, Failure>>;
}

export type OtherName = 'same-mailbox' | 'shared-mailbox';

/** One sign-in from its beginning to its end. It belongs to the bridge: whoever began it may go away. */
export interface SignInRun {
  state(): SignInState;
  /** Resolves when the state is another than `seen`, or the time is over. */
  changed(seen: SignInState['state'] | undefined, signal: AbortSignal): Promise<void>;
  confirm(as: OtherName): void;
  cancel(): void;
  /** Resolves when nothing runs any more. */
  ended: Promise<void>;
}

interface RunDeps {
  method: Method;
  host: string;
  /** Stores the account; resolves to its id. */
  store: (granted: Granted, as: OtherName) => Promise<Outcome<string, Failure>>;
  adminConsentUrl: string | undefined;
  now: () => number;
  report: (error: unknown) => void;
}

/** A question that nobody answers is withdrawn. */
const longestQuestionMs = 10 * 60_000;

/** Runs one sign-in. Nothing is stored before the account is known to be the one that was meant, or somebody said that it is. */
export const runSignIn = ({ method, host, store, adminConsentUrl, now, report }: RunDeps): SignInRun => {
  const cancelled = new AbortController();
  const answer = Promise.withResolvers<OtherName | null>();
  let state: SignInState = {
    state: 'waiting',
    url: method.url,
    until: method.until,
    ...(method.code !== undefined && { code: method.code }),
  };
  let change = Promise.withResolvers<void>();
  const enter = (next: SignInState) => {
    state = next;
    change.resolve();
    change = Promise.withResolvers<void>();
  };
  const notFinished = (code: string): Failure => ({
    kind: 'oauth.not_finished',
    stage: 'authorization',
    confidence: 'certain',
    host,
    code,
  });

  const run = async (): Promise<Outcome<string, Failure>> => {
    const timer = setTimeout(() => cancelled.abort('TIMED_OUT'), Math.max(0, method.until - now()));
    const granted = await method.run(cancelled.signal, () => enter({ state: 'finishing' })).finally(() => clearTimeout(timer));
    if (cancelled.signal.aborted) return fail(notFinished(String(cancelled.signal.reason)));
    if (!granted.ok) return granted;
    let as: OtherName | null = 'same-mailbox';
    if (granted.value.isOtherAccount) {
      enter({ state: 'other-account', username: granted.value.username });
      const question = setTimeout(() => answer.resolve(null), longestQuestionMs);
      as = await answer.promise;
      clearTimeout(question);
      if (as === null) return fail({ ...notFinished('OTHER_ACCOUNT'), kind: 'oauth.wrong_account' });
      enter({ state: 'finishing' });
    }
    return store(granted.value, as);
  };
  const settle = async (): Promise<void> => {
    try {
      const outcome = await run();
      enter(
        outcome.ok
          ? { state: 'done', accountId: outcome.value }
          : {
              state: 'failed',
              failure: outcome.failure,
              ...(adminConsentUrl !== undefined && needsAdmin(outcome.failure) && { adminConsentUrl }),
            },
      );
    } catch (error) {
      report(error);
      enter({
        state: 'failed',
        failure: { kind: 'oauth.answer_rejected', stage: 'authorization', confidence: 'certain', host, code: 'INTERNAL' },
      });
    }
  };
  return {
    state: () => state,
    async changed(seen, signal) {
      if (state.state !== seen) return;
      const ended = Promise.withResolvers<void>();
      const end = () => ended.resolve();
      signal.addEventListener('abort', end, { once: true });
      if (signal.aborted) end();
      await Promise.race([change.promise, ended.promise]);
      signal.removeEventListener('abort', end);
    },
    confirm: (as) => answer.resolve(as),
    cancel() {
      answer.resolve(null);
      cancelled.abort('CANCELLED');
    },
    ended: settle(),
  };
};

const needsAdmin = ({ kind }: Failure): boolean => kind === 'oauth.admin_consent_required' || kind === 'oauth.sign_in_policy';
