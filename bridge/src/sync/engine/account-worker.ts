import type { Report } from '../../async/report.ts';
import type { ServerSettings } from '@kurrier/shared/account/account';
import type { Credential } from '@kurrier/shared/account/credential';
import type { Failure } from '@kurrier/shared/failure/failure';
import type { AccountSync, SyncPhase } from '@kurrier/shared/mail/mail';
import { fail, type Outcome } from '@kurrier/shared/failure/outcome';
import type { AccountStore } from '../../mail-store/mail-account-store.ts';
import { describeSync } from './sync-snapshot.ts';
import type { ImapSession } from '../../imap/imap-session.ts';
import { stayLive } from '../live/live-connection.ts';
import { askForNotifications } from '../live/notify.ts';
import { sleep } from '@kurrier/shared/async/sleep';
import { createProgressMeter } from '../progress.ts';
import { retryCauseOf } from '../retry-cause.ts';
import { retryDelay, type RetryCause } from '../retry-delay.ts';
import { toStoreFailure } from '../../mail-store/to-store-failure.ts';
import { prepareConnection, type SyncConnection } from '../sync-connection.ts';
import { createMailboxScheduler } from './mailbox-scheduler.ts';
import { createMailboxWatches, mostWatched } from '../live/mailbox-watches.ts';
import { canIdle } from '../live/idle.ts';
import { createIdleSupport } from '../live/idle-support.ts';
import { pickWatched } from '../live/pick-watched.ts';
import { createWatchableMailboxes } from '../live/watchable-mailboxes.ts';

/** A locked vault may be unlocked any time. */
const lookForKeyMs = 5_000;
/**
 * A connection that held so long was good: the next failure is a first one. Less will do where the network failed: that a connection is
 * dead takes long enough to notice, and whoever was away briefly should not wait on top of it.
 */
const steadyAfterMs = { offline: 5_000, failing: 60_000, throttled: 60_000 };

/** A server that asked to be left alone is, for so long, also when the computer wakes up or a person is in a hurry. */
const leastPeaceMs = 60_000;

type OpenSession = (
  request: Credential & { settings: ServerSettings },
  options: { signal: AbortSignal },
) => Promise<Outcome<ImapSession, Failure>>;

export interface WorkerDeps {
  /** The settings and credential of the account's receiving leg; only a verified one has them. A `Failure` is why there is no token now. */
  access: () => Promise<Outcome<Credential & { settings: ServerSettings }, 'not-found' | 'not-verified' | 'locked' | Failure>>;
  openSession: OpenSession;
  /** The same for connections that only listen: they do without when the server has too many. */
  openWatch: OpenSession;
  /** Takes what was met into the leg's status: null for a sign-in that worked. */
  noteUse: (failure: Failure | null) => Promise<void>;
  /** Called when the view has changed; often. */
  onChange: () => void;
  /** Uses the live connection for a slice of other work. */
  betweenIdles: (connection: SyncConnection) => Promise<BetweenIdles>;
  report: Report;
}

/** What came of other work on the live connection. */
export interface BetweenIdles {
  /** Why the connection is no good any more. */
  failure: Failure | null;
  isMore: boolean;
  /** INBOX is not the open mailbox any more. */
  hasLeft: boolean;
  /** The server told of changes in what was open. */
  hasNews: boolean;
}

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

export const createAccountWorker = (accountId: string, account: AccountStore, deps: WorkerDeps): AccountWorker => {
  const meter = createProgressMeter();
  let state: SyncPhase = { phase: 'off' };
  let run: { controller: AbortController; ended: Promise<void> } | null = null;
  /** When the newest connection was signed in; null while there has been none since the last failure. */
  let connectedAt: number | null = null;
  let nudged = new AbortController();
  let idle = createIdleSupport();
  const rounds = createMailboxScheduler(account, {
    meter,
    onChange: deps.onChange,
    openMore: (signal) => connect(signal, deps.openSession),
    report: deps.report,
  });
  const watchable = createWatchableMailboxes(account);
  const watches = createMailboxWatches({
    async pick() {
      const refused = new Set(rounds.failures().map(({ mailboxId }) => mailboxId));
      return pickWatched(
        (await watchable()).filter(({ id }) => !refused.has(id)),
        mostWatched,
      );
    },
    openSession: (signal) => connect(signal, deps.openWatch),
    sync: (...work) => rounds.syncWatched(...work),
    report: deps.report,
  });

  const setState = (next: SyncPhase): void => {
    state = next;
    deps.onChange();
  };

  const wasSteady = (cause: RetryCause): boolean => connectedAt !== null && Date.now() - connectedAt > steadyAfterMs[cause];

  const connect = async (signal: AbortSignal, open: OpenSession): Promise<Outcome<ImapSession, Failure> | null> => {
    const access = await deps.access();
    if (access.ok) return open(access.value, { signal });
    return typeof access.failure === 'string' ? null : fail(access.failure);
  };

  /** One connection, from the sign-in to its end. Null: told to end, or there is nothing to connect to. */
  const attempt = async (signal: AbortSignal): Promise<Failure | null> => {
    const access = await deps.access();
    if (signal.aborted) return null;
    if (!access.ok) return typeof access.failure === 'string' ? null : access.failure;
    const opened = await deps.openSession(access.value, { signal });
    if (!opened.ok) return opened.failure;
    const session = opened.value;
    const close = (): void => session.close();
    signal.addEventListener('abort', close);
    try {
      if (signal.aborted) return null;
      connectedAt = Date.now();
      await account.keepOnlyFrom(access.value.settings);
      await deps.noteUse(null);
      const connection = prepareConnection(session, signal);
      setState({ phase: 'syncing', progress: null });
      const [isNotified, failure] = await Promise.all([askForNotifications(connection), rounds.catchUp(connection, signal)]);
      if (failure || signal.aborted) return failure;
      setState({ phase: 'live' });
      if (!isNotified && canIdle(session) && idle.isUsable(Date.now())) watches.begin();
      return await stayLive(
        connection,
        {
          syncInbox: (how) => rounds.syncInbox(connection, how),
          async syncOthers(how) {
            const lost = await rounds.syncOthers(connection, how, signal);
            if (!lost) void watches.adjust();
            return lost;
          },
          async betweenIdles() {
            const { failure, isMore, hasLeft, hasNews } = await deps.betweenIdles(connection);
            const isStale = hasLeft || hasNews || connection.hasArrivals;
            const thorough = hasNews || connection.tracking !== 'compare';
            return { failure: failure ?? (isStale ? await rounds.syncInbox(connection, { thorough }) : null), isMore };
          },
          idle,
          nudge: () => nudged.signal,
          takeNudge,
        },
        signal,
      );
    } finally {
      signal.removeEventListener('abort', close);
      session.close();
      await Promise.all([rounds.end(), watches.end()]);
    }
  };

  /** A store that refuses, because the disk is full, may take the same again later. */
  const attemptOrStoreFailure = async (signal: AbortSignal): Promise<Failure | null> => {
    try {
      return await attempt(signal);
    } catch (error) {
      const failure = toStoreFailure(error);
      if (!failure) throw error;
      return failure;
    }
  };

  const runForever = async (signal: AbortSignal): Promise<void> => {
    for (let failures = 0; !signal.aborted;) {
      setState({ phase: 'connecting' });
      connectedAt = null;
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
      const hasNarrowed = rounds.takeNarrowed();
      failures = hasNarrowed || wasSteady(cause) ? 1 : failures + 1;
      const delayMs = retryDelay(failures, cause);
      setState({ phase: 'waiting', failure, retryAt: Date.now() + delayMs });
      const inPeaceMs = cause === 'throttled' ? Math.min(delayMs, leastPeaceMs) : 0;
      await sleep(inPeaceMs, signal);
      await sleep(delayMs - inPeaceMs, AbortSignal.any([signal, nudged.signal]));
      takeNudge();
    }
  };

  /** A nudge waits to be taken: one that comes in the middle of a sync is answered after it. */
  const takeNudge = (): boolean => {
    const wasNudged = nudged.signal.aborted;
    if (wasNudged) nudged = new AbortController();
    return wasNudged;
  };

  const start = (): void => {
    const controller = new AbortController();
    const before = run;
    before?.controller.abort();
    const ended = (async () => {
      await before?.ended;
      watches.resetBackOff();
      idle = createIdleSupport();
      await runForever(controller.signal);
    })().catch((error: unknown) => {
      // A mistake of ours: said, and tried again when the account is next looked at.
      deps.report('sync of an account ended', error);
      setState({ phase: 'stopped', failure: { kind: 'unknown', stage: 'unknown', leg: 'imap', confidence: 'guess', code: codeOf(error) } });
    });
    run = { controller, ended };
  };

  return {
    view: () => describeSync(accountId, account, { state: progressOf(state), failures: rounds.failures() }),
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
    yieldConnection: () => watches.yieldConnection(),
    nudge() {
      if (state.phase === 'stopped') start();
      nudged.abort();
    },
  };

  function progressOf(current: SyncPhase): SyncPhase {
    const progress = meter.read(Date.now());
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
