import type { Failure } from '@kurrier/shared/failure/failure';
import { succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import { isBeyondMailbox } from '../../imap/failure-scope.ts';
import { askForNews, canIdle, noNews, waitForNews, type News } from './idle.ts';
import type { IdleSupport } from './idle-support.ts';
import { createRoundLimiter } from './limit-rounds.ts';
import { sleep } from '@kurrier/shared/async/sleep';
import type { SyncConnection } from '../sync-connection.ts';

/**
 * Re-issuing IDLE is the sign of life: with the time for its answer, a dead connection is noticed within 24 s, and within 30 s there
 * is another one.
 */
const idleForMs = 16_000;
/**
 * Without IDLE the server is asked for news again and again, and now and then the mailbox is opened anew: some tell nothing of it
 * otherwise.
 */
const pollInboxMs = 10_000;
const reopenInboxMs = 30_000;
/**
 * How often the other mailboxes are asked about: so that the server has a hundred times as long as its last answer took, and within these
 * bounds. Where the server tells by itself (NOTIFY), too: it may leave out those that others share, or stop without a word.
 */
const pollOthersMs = {
  notify: { least: 15_000, most: 60_000 },
  listStatus: { least: 8_000, most: 60_000 },
  /** Where IDLE tells of INBOX, and one list of flags too, a round finds only what came elsewhere: it is made when IDLE is re-issued anyway. */
  quiet: { least: idleForMs, most: 60_000 },
  status: { least: 15_000, most: 60_000 },
};
const restOfAnswers = 100;
/** Where only looking tells of changed flags, this often. */
const compareEveryMs = 10 * 60_000;

/** What the caller does when something is to be done; each resolves with the failure that ends the connection, or null. */
export interface LiveHandlers {
  syncInbox(how: { thorough: boolean }): Promise<Failure | null>;
  syncOthers(how: { thorough: boolean }): Promise<Failure | null>;
  /** Aborted when somebody wants everything looked at now, also where that came while nobody waited; asked for anew before every wait. */
  nudge(): AbortSignal;
  /** Whether that is wanted; from then on only what is wanted later counts. */
  takeNudge(): boolean;
  /** Does a slice of work that can wait for a while, and says whether there is more of it. */
  betweenIdles(): Promise<{ failure: Failure | null; isMore: boolean }>;
  /** What is known of the server's IDLE. */
  idle: IdleSupport;
}

/**
 * Keeps a connection on INBOX until it fails or `signal` is aborted: listens by IDLE and, where NOTIFY was consented to, hears of the
 * other mailboxes; polls them in any case. Resolves with why it ended; null when it was told to.
 */
export const stayLive = async (connection: SyncConnection, handlers: LiveHandlers, signal: AbortSignal): Promise<Failure | null> => {
  const { tracking } = connection;
  let polledAt = Date.now();
  let reopenAt = Date.now() + reopenInboxMs;
  let compareAt = Date.now() + compareEveryMs;
  const keepPace = createRoundLimiter();
  /** It depends on what is known of IDLE by then. */
  const pollAt = (): number => polledAt + pollDelay(connection, handlers.idle);
  let waited: { nudge: AbortSignal; signal: AbortSignal } | undefined;
  /** The same as long as nobody nudged: each one that is made stays in the lists of both signals until it is collected. */
  const interrupted = (): AbortSignal => {
    const nudge = handlers.nudge();
    if (waited?.nudge !== nudge) waited = { nudge, signal: AbortSignal.any([signal, nudge]) };
    return waited.signal;
  };
  while (!signal.aborted) {
    await keepPace(signal);
    const between = await handlers.betweenIdles();
    if (signal.aborted) return null;
    if (between.failure) return between.failure;
    const news = connection.hasNewsElsewhere
      ? succeed(noNews)
      : await waitOnInbox(connection, handlers.idle, {
          forMs: between.isMore ? 0 : Math.max(0, pollAt() - Date.now()),
          signal: interrupted(),
        });
    const isNudged = handlers.takeNudge();
    if (signal.aborted) return null;
    if (!news.ok) return news.failure;
    const mustReopen = !listens(connection, handlers.idle) && Date.now() >= reopenAt;
    const { changed, elsewhere } = news.value;
    const arrived = news.value.arrived || mustReopen;
    if (arrived) reopenAt = Date.now() + reopenInboxMs;
    const mustCompare = tracking === 'compare' && (changed || isNudged || Date.now() >= compareAt);
    const mustPoll = elsewhere || connection.hasNewsElsewhere || isNudged || Date.now() >= pollAt();
    if (mustCompare) compareAt = Date.now() + compareEveryMs;
    if (arrived || changed || mustCompare) {
      const failure = await handlers.syncInbox({ thorough: tracking !== 'compare' || mustCompare });
      if (failure) return failure;
    }
    if (!mustPoll) continue;
    const failure = await handlers.syncOthers({ thorough: tracking !== 'compare' || mustCompare });
    if (failure) return failure;
    polledAt = Date.now();
  }
  return null;
};

const pollDelay = (connection: SyncConnection, idle: IdleSupport): number => {
  const { least, most } = pollOthersMs[pollPace(connection, idle)];
  return Math.min(most, Math.max(least, connection.surveyMs * restOfAnswers));
};

const pollPace = (connection: SyncConnection, idle: IdleSupport): keyof typeof pollOthersMs => {
  if (connection.hearsOthers) return 'notify';
  const capabilities = connection.session.capabilities();
  if (!capabilities.has('LIST-STATUS') && !capabilities.has('IMAP4REV2')) return 'status';
  return connection.tracking !== 'compare' && listens(connection, idle) ? 'quiet' : 'listStatus';
};

const listens = ({ session, isDeaf }: SyncConnection, idle: IdleSupport): boolean =>
  canIdle(session) && !isDeaf && idle.isUsable(Date.now());

const waitOnInbox = async (
  connection: SyncConnection,
  idle: IdleSupport,
  { forMs, signal }: { forMs: number; signal: AbortSignal },
): Promise<Outcome<News, Failure>> => {
  const { session } = connection;
  if (!listens(connection, idle)) {
    await Promise.race([sleep(Math.min(forMs, pollInboxMs), signal), session.closed]);
    return signal.aborted ? succeed(noNews) : askForNews(session);
  }
  const startedAt = performance.now();
  const news = await waitForNews(session, { forMs: Math.min(forMs, idleForMs), signal });
  const tookMs = performance.now() - startedAt;
  const hasWorked = news.ok && (signal.aborted || tookMs >= Math.min(forMs, idleForMs) || Object.values(news.value).some(Boolean));
  idle.note(news.ok ? (hasWorked ? 'worked' : 'empty') : news.failure, tookMs, Date.now());
  // Refused, and nothing else: the connection is as good as before, and is asked instead.
  return news.ok || isBeyondMailbox(news.failure) ? news : succeed(noNews);
};
