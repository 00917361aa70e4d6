import type { Report } from '../../async/report.ts';
import type { Failure } from '@kurrier/shared/failure/failure';
import type { Outcome } from '@kurrier/shared/failure/outcome';
import { waitForNews } from './idle.ts';
import type { ImapSession } from '../../imap/imap-session.ts';
import { createRoundLimiter } from './limit-rounds.ts';
import { sleep } from '@kurrier/shared/async/sleep';
import { retryCauseOf } from '../retry-cause.ts';
import { retryDelay } from '../retry-delay.ts';
import { prepareConnection, type SyncConnection } from '../sync-connection.ts';

/**
 * Besides the live connection, the one for long work and the one for what a person does: of ten that Dovecot allows, and of four that
 * Courier does.
 */
export const mostWatched = 2;
/** What ends a connection soon after it was made would end these too. */
const beginAfterMs = 3_000;
/** Below the half hour after which servers end an IDLE; what is missed on a dead connection, the polling finds. */
const idleForMs = 9 * 60_000;
/** A server that refused one more connection, or somebody who needed one, is not to be bothered again soon. */
const yieldForMs = 30 * 60_000;
/** A watch that held so long was good: its end is a first failure. */
const steadyAfterMs = 10 * 60_000;

export interface WatchDeps {
  /** The mailboxes that are to be listened to now, the most important first. */
  pick: () => Promise<string[]>;
  openSession: (signal: AbortSignal) => Promise<Outcome<ImapSession, Failure> | null>;
  /** Opens the mailbox and fetches what is new. Null, or why the connection is no good any more. */
  sync: (connection: SyncConnection, mailboxId: string, how: { thorough: boolean }) => Promise<Failure | null>;
  report: Report;
}

/**
 * Connections that listen to mailboxes other than INBOX. Whatever happens to them is nobody's trouble: those mailboxes are polled all the
 * same.
 */
export interface MailboxWatches {
  /** Begins, some seconds later, and goes on until `end`. */
  begin(): void;
  /** Listens to other mailboxes if others are picked by now; begins again where connections were lost. */
  adjust(): Promise<void>;
  /** Closes all connections and opens none for half an hour. Returns whether there were any. */
  yieldConnection(): boolean;
  /** Resolves when nothing runs any more. */
  end(): Promise<void>;
  /** What was refused may be tried again: the settings have changed. */
  resetBackOff(): void;
}

interface Watch {
  mailboxId: string;
  /** Aborted to make it look at which mailbox it is at. */
  moved: AbortController;
  /** Aborted when it is ended here: what then fails says nothing of the server. */
  ending: AbortController;
  session: ImapSession;
  ended: Promise<void>;
}

export const createMailboxWatches = ({ pick, openSession, sync, report }: WatchDeps): MailboxWatches => {
  const watches = new Set<Watch>();
  let run: AbortController | null = null;
  let adjusting: Promise<void> | null = null;
  let mustAdjust = false;
  let failures = 0;
  let restUntil = 0;

  const close = ({ ending, session }: Watch): void => {
    ending.abort();
    session.close();
  };

  const closeAll = (): boolean => {
    for (const watch of watches) close(watch);
    return watches.size > 0;
  };

  const yieldConnection = (): boolean => {
    restUntil = Math.max(restUntil, Date.now() + yieldForMs);
    return closeAll();
  };

  const takeFailure = (failure: Failure): void => {
    failures++;
    const cause = retryCauseOf(failure);
    if (cause === 'throttled') yieldConnection();
    // A password that was refused is not sent again by what nobody waits for.
    else restUntil = cause === 'final' ? Infinity : Date.now() + retryDelay(failures, 'throttled');
  };

  /** Listens on one connection until it is lost. */
  const listen = async (watch: Watch): Promise<Failure | null> => {
    const { signal } = watch.ending;
    const connection = prepareConnection(watch.session, signal);
    const keepPace = createRoundLimiter();
    for (let thorough = connection.tracking !== 'compare'; !signal.aborted;) {
      await keepPace(signal);
      const { mailboxId, moved } = watch;
      const lost = await sync(connection, mailboxId, { thorough });
      if (lost || signal.aborted) return lost;
      const { hasArrivals, hasChanges } = connection;
      thorough = connection.tracking !== 'compare' || hasChanges;
      // Told while it was being fetched from: no IDLE will say it again.
      if (hasArrivals || hasChanges) continue;
      const news = await waitForNews(connection.session, { forMs: idleForMs, signal: moved.signal });
      if (!news.ok) return news.failure;
      thorough = connection.tracking !== 'compare' || (news.value.changed && watch.mailboxId === mailboxId);
    }
    return null;
  };

  const watchMailbox = (session: ImapSession, mailboxId: string): void => {
    const openedAt = Date.now();
    const watch: Watch = { mailboxId, moved: new AbortController(), ending: new AbortController(), session, ended: Promise.resolve() };
    watches.add(watch);
    const work = async (): Promise<void> => {
      try {
        const failure = await listen(watch);
        if (Date.now() - openedAt > steadyAfterMs) failures = 0;
        if (failure && !watch.ending.signal.aborted) takeFailure(failure);
      } finally {
        watches.delete(watch);
        session.close();
      }
    };
    watch.ended = work().catch((error: unknown) => {
      restUntil = Math.max(restUntil, Date.now() + retryDelay(++failures, 'throttled'));
      report('listening to a mailbox ended', error);
    });
  };

  const move = (watch: Watch, mailboxId: string): void => {
    const { moved } = watch;
    watch.mailboxId = mailboxId;
    watch.moved = new AbortController();
    moved.abort();
  };

  const adjustNow = async (signal: AbortSignal): Promise<void> => {
    if (Date.now() < restUntil) return;
    const picked = await pick();
    const taken = new Set([...watches].map(({ mailboxId }) => mailboxId));
    const wanted = picked.filter((id) => !taken.has(id));
    for (const watch of watches) {
      if (picked.includes(watch.mailboxId)) continue;
      const next = wanted.shift();
      if (next === undefined) close(watch);
      else move(watch, next);
    }
    // One after the other: the second is not tried where the first was refused.
    for (const mailboxId of wanted) {
      if (signal.aborted || Date.now() < restUntil) return;
      const opened = await openSession(signal);
      if (!opened || signal.aborted) return;
      if (!opened.ok) return takeFailure(opened.failure);
      if (Date.now() < restUntil) return opened.value.close();
      watchMailbox(opened.value, mailboxId);
    }
  };

  const adjustUntilDone = async (signal: AbortSignal): Promise<void> => {
    try {
      while (mustAdjust && !signal.aborted) {
        mustAdjust = false;
        await adjustNow(signal);
      }
    } catch (error) {
      report('mailboxes could not be listened to', error);
    } finally {
      adjusting = null;
    }
  };

  const adjust = async (): Promise<void> => {
    if (!run || run.signal.aborted) return;
    // What happens meanwhile may change the pick.
    mustAdjust = true;
    adjusting ??= adjustUntilDone(run.signal);
    await adjusting;
  };

  return {
    begin() {
      const controller = new AbortController();
      run = controller;
      void sleep(beginAfterMs, controller.signal).then(() => (run === controller ? adjust() : undefined));
    },
    adjust,
    yieldConnection,
    async end() {
      run?.abort();
      run = null;
      closeAll();
      await adjusting;
      await Promise.all([...watches].map(({ ended }) => ended));
    },
    resetBackOff() {
      failures = restUntil = 0;
    },
  };
};
