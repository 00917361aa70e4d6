import type { Failure } from '@kurrier/shared/failure/failure';
import { fail, type Outcome } from '@kurrier/shared/failure/outcome';
import type { AccountSync, SyncPhase, SyncProgress } from '@kurrier/shared/mail/mail';
import type { ImapSession } from '../../imap/imap-session.ts';
import type { MailAccountStore } from '../../mail-store/mail-account-store.ts';
import { createIdleSupport } from '../live/idle-support.ts';
import { canIdle } from '../live/idle.ts';
import { stayLive } from '../live/live-connection.ts';
import { createMailboxWatches, mostWatched } from '../live/mailbox-watches.ts';
import { askForNotifications } from '../live/notify.ts';
import { pickWatched } from '../live/pick-watched.ts';
import { createWatchableMailboxes } from '../live/watchable-mailboxes.ts';
import { createProgressMeter } from '../progress.ts';
import { prepareConnection } from '../sync-connection.ts';
import { createMailboxScheduler } from './mailbox-scheduler.ts';
import type { Nudges } from './nudges.ts';
import type { OpenSession, WorkerDeps } from './worker-deps.ts';

/** The connections of one account: the live one, and those beside it that only listen or do long work. */
export interface LiveAttempts {
  /**
   * One live connection, from the sign-in to its end, which is the end of those beside it. Null: told to end, or there is nothing to connect
   * to.
   */
  attempt(signal: AbortSignal): Promise<Failure | null>;
  /** When the newest connection was signed in; null while there has been none since the last failure. */
  connectedAt(): number | null;
  /** Forgets what made connections that listen be left out. */
  startOver(): void;
  progress(): SyncProgress | null;
  failures(): AccountSync['failures'];
  /** See `MailboxScheduler`. */
  takeNarrowed(): boolean;
  /** Closes the connections that only listen, for others need some. Returns whether there were any. */
  yieldConnection(): boolean;
}

export const createLiveAttempts = (
  account: MailAccountStore,
  deps: WorkerDeps,
  { nudges, setPhase }: { nudges: Nudges; setPhase: (phase: SyncPhase) => void },
): LiveAttempts => {
  const meter = createProgressMeter();
  let connectedAt: number | null = null;
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

  const connect = async (signal: AbortSignal, open: OpenSession): Promise<Outcome<ImapSession, Failure> | null> => {
    const access = await deps.access();
    if (access.ok) return open(access.value, { signal });
    return typeof access.failure === 'string' ? null : fail(access.failure);
  };

  const attempt = async (signal: AbortSignal): Promise<Failure | null> => {
    connectedAt = null;
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
      setPhase({ phase: 'syncing', progress: null });
      const [isNotified, failure] = await Promise.all([askForNotifications(connection), rounds.catchUp(connection, signal)]);
      if (failure || signal.aborted) return failure;
      setPhase({ phase: 'live' });
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
            const isChanged = hasNews || connection.hasChanges;
            const isStale = hasLeft || isChanged || connection.hasArrivals;
            if (failure || !isStale) return { failure, isMore };
            const thorough = isChanged || connection.tracking !== 'compare';
            // What came meanwhile has such work of its own, which is not to wait for the end of an IDLE.
            return { failure: await rounds.syncInbox(connection, { thorough }), isMore: true };
          },
          idle,
          nudge: () => nudges.signal(),
          takeNudge: () => nudges.take(),
        },
        signal,
      );
    } finally {
      signal.removeEventListener('abort', close);
      session.close();
      await Promise.all([rounds.end(), watches.end()]);
    }
  };

  return {
    attempt,
    connectedAt: () => connectedAt,
    startOver() {
      watches.resetBackOff();
      idle = createIdleSupport();
    },
    progress: () => meter.read(Date.now()),
    failures: () => rounds.failures(),
    takeNarrowed: () => rounds.takeNarrowed(),
    yieldConnection: () => watches.yieldConnection(),
  };
};
