import type { Failure } from '@kurrier/shared/failure/failure';
import { succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import { canIdle, noNews, waitForNews, type News } from './idle.ts';
import { createPace } from './limit-rounds.ts';
import { sleep } from '@kurrier/shared/async/sleep';
import type { SyncConnection } from '../sync-connection.ts';

/**
 * Re-issuing IDLE is the sign of life: with the time for its answer, a dead connection is noticed within 24 s, and within 30 s there
 * is another one.
 */
const idleForMs = 16_000;
/** Without IDLE the mailbox is opened again and again. */
const pollInboxMs = 30_000;
/**
 * How often the other mailboxes are asked about: cheap in one command, expensive one by one. Not less where the server tells by itself:
 * it may leave out those that others share, or stop without a word.
 */
const pollOthersMs = { listStatus: 60_000, status: 5 * 60_000 };
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
}

/**
 * Keeps a connection on INBOX until it fails or `signal` is aborted: listens by IDLE and, where NOTIFY was consented to, hears of the
 * other mailboxes; polls them in any case. Resolves with why it ended; null when it was told to.
 */
export const stayLive = async (connection: SyncConnection, handlers: LiveHandlers, signal: AbortSignal): Promise<Failure | null> => {
  const { session, tracking } = connection;
  const capabilities = session.capabilities();
  const pollMs = capabilities.has('LIST-STATUS') || capabilities.has('IMAP4REV2') ? pollOthersMs.listStatus : pollOthersMs.status;
  let pollAt = Date.now() + pollMs;
  let compareAt = Date.now() + compareEveryMs;
  const keepPace = createPace();
  while (!signal.aborted) {
    await keepPace(signal);
    const news = connection.hasNewsElsewhere
      ? succeed(noNews)
      : await waitOnInbox(connection, {
          forMs: Math.max(0, pollAt - Date.now()),
          signal: AbortSignal.any([signal, handlers.nudge()]),
        });
    const isNudged = handlers.takeNudge();
    if (signal.aborted) return null;
    if (!news.ok) return news.failure;
    const { arrived, changed, elsewhere } = news.value;
    const mustCompare = tracking === 'compare' && (changed || isNudged || Date.now() >= compareAt);
    const mustPoll = elsewhere || connection.hasNewsElsewhere || isNudged || Date.now() >= pollAt;
    if (mustCompare) compareAt = Date.now() + compareEveryMs;
    if (arrived || changed || mustCompare) {
      const failure = await handlers.syncInbox({ thorough: tracking !== 'compare' || mustCompare });
      if (failure) return failure;
    }
    if (!mustPoll) continue;
    pollAt = Date.now() + pollMs;
    const failure = await handlers.syncOthers({ thorough: tracking !== 'compare' || mustCompare });
    if (failure) return failure;
  }
  return null;
};

const waitOnInbox = async (
  { session, isDeaf }: SyncConnection,
  { forMs, signal }: { forMs: number; signal: AbortSignal },
): Promise<Outcome<News, Failure>> => {
  if (canIdle(session) && !isDeaf) return waitForNews(session, { forMs: Math.min(forMs, idleForMs), signal });
  await Promise.race([sleep(Math.min(forMs, pollInboxMs), signal), session.closed]);
  return succeed({ ...noNews, arrived: true });
};
