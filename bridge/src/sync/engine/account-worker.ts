import { sleep } from '@kurrier/shared/async/sleep';
import type { Failure } from '@kurrier/shared/failure/failure';
import type { AccountSync, SyncPhase } from '@kurrier/shared/mail/mail';
import type { MailAccountStore } from '../../mail-store/mail-account-store.ts';
import { toStoreFailure } from '../../mail-store/to-store-failure.ts';
import { retryCauseOf } from '../retry-cause.ts';
import { retryDelay, type RetryCause } from '../retry-delay.ts';
import { createLiveAttempts } from './live-attempts.ts';
import { createNudges } from './nudges.ts';
import { describeSync } from '../publish/sync-snapshot.ts';
import type { WorkerDeps } from './worker-deps.ts';

/** A locked vault may be unlocked any time. */
const lookForKeyMs = 5_000;
/**
 * A connection that held so long was good: the next failure is a first one. Less will do where the network failed: that a connection is
 * dead takes long enough to notice, and whoever was away briefly should not wait on top of it.
 */
const steadyAfterMs = { offline: 5_000, failing: 60_000, throttled: 60_000 };

/** A server that asked to be left alone is, for so long, also when the computer wakes up or a person is in a hurry. */
const leastPeaceMs = 60_000;

/** The sync of one account, from its first connection on, for ever. */
export interface AccountWorker {
  view(): Promise<AccountSync>;
  /** Starts, or starts over with what is stored of the account now: live connections are replaced at once. */
  restart(): void;
  /** Ends all connections. Resolves when nothing runs any more. */
  stop(state: 'off' | 'paused'): Promise<void>;
  /** Looks for news now, or tries again now. */
  nudge(): void;
  /** Closes the connections that only listen, for others need some. Returns whether there were any. */
  yieldConnection(): boolean;
}

export const createAccountWorker = (accountId: string, account: MailAccountStore, deps: WorkerDeps): AccountWorker => {
  let state: SyncPhase = { phase: 'off' };
  let run: { controller: AbortController; ended: Promise<void> } | null = null;
  const nudges = createNudges();
  const setState = (next: SyncPhase): void => {
    state = next;
    deps.onChange();
  };

  const live = createLiveAttempts(account, deps, { nudges, setPhase: setState });

  const wasSteady = (cause: RetryCause): boolean => {
    const connectedAt = live.connectedAt();
    return connectedAt !== null && Date.now() - connectedAt > steadyAfterMs[cause];
  };

  /** A store that refuses, because the disk is full, may take the same again later. */
  const attemptOrStoreFailure = async (signal: AbortSignal): Promise<Failure | null> => {
    try {
      return await live.attempt(signal);
    } catch (error) {
      const failure = toStoreFailure(error);
      if (!failure) throw error;
      return failure;
    }
  };

  const runForever = async (signal: AbortSignal): Promise<void> => {
    for (let failures = 0; !signal.aborted;) {
      setState({ phase: 'connecting' });
      const failure = await attemptOrStoreFailure(signal);
      if (signal.aborted) return;
      if (!failure) {
        setState({ phase: 'off' });
        const access = await deps.access();
        if (access.ok || access.failure !== 'locked') return;
        await sleep(lookForKeyMs, signal);
        continue;
      }
      const cause = retryCauseOf(failure);
      if (cause === 'final') {
        setState({ phase: 'stopped', failure });
        return deps.noteUse(failure);
      }
      // Where it is being found out which message ends connections, each attempt is the first one of its kind.
      const hasNarrowed = live.takeNarrowed();
      failures = hasNarrowed || wasSteady(cause) ? 1 : failures + 1;
      const delayMs = retryDelay(failures, cause);
      setState({ phase: 'waiting', failure, retryAt: Date.now() + delayMs });
      const inPeaceMs = cause === 'throttled' ? Math.min(delayMs, leastPeaceMs) : 0;
      await sleep(inPeaceMs, signal);
      await sleep(delayMs - inPeaceMs, AbortSignal.any([signal, nudges.signal()]));
      nudges.take();
    }
  };

  const start = (): void => {
    const controller = new AbortController();
    const before = run;
    before?.controller.abort();
    const ended = (async () => {
      await before?.ended;
      live.startOver();
      await runForever(controller.signal);
    })().catch((error: unknown) => {
      // A mistake of ours: said, and tried again when the account is next looked at.
      deps.report('sync of an account ended', error);
      setState({ phase: 'stopped', failure: { kind: 'unknown', stage: 'unknown', leg: 'imap', confidence: 'guess', code: codeOf(error) } });
    });
    run = { controller, ended };
  };

  return {
    view: () => describeSync(accountId, account, { state: progressOf(state), failures: live.failures() }),
    restart: start,
    async stop(phase) {
      const stopped = run;
      stopped?.controller.abort();
      await stopped?.ended;
      // Whoever started over meanwhile wants it to run.
      if (run !== stopped) return;
      run = null;
      setState({ phase });
    },
    yieldConnection: () => live.yieldConnection(),
    nudge() {
      if (state.phase === 'stopped') start();
      nudges.nudge();
    },
  };

  function progressOf(current: SyncPhase): SyncPhase {
    const progress = live.progress();
    const isWorking = current.phase === 'syncing' || (current.phase === 'live' && progress !== null);
    return isWorking ? { phase: 'syncing', progress } : current;
  }
};

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : error instanceof Error
      ? error.name
      : 'unknown';
