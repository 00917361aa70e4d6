import type { Failure } from '@kurrier/shared/failure/failure';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import type { ImapSession } from '../../imap/imap-session.ts';
import { parseUntagged } from '../../imap/grammar/untagged-responses.ts';

/** What made an IDLE end: nothing (its time was up, or somebody wanted the connection), or news. */
export interface News {
  /** New messages in the open mailbox. */
  arrived: boolean;
  /** Flags changed or messages vanished in the open mailbox. */
  changed: boolean;
  /** Something changed in another mailbox (NOTIFY, RFC 5465). */
  elsewhere: boolean;
}

export const noNews: News = { arrived: false, changed: false, elsewhere: false };

export const canIdle = (session: ImapSession): boolean => session.capabilities().has('IDLE') || session.capabilities().has('IMAP4REV2');

/** Takes what an untagged response tells into the news; false for a response that tells none. */
const takeNews = (news: News, response: Buffer): boolean => {
  const untagged = parseUntagged(response);
  const type = untagged?.type;
  if (type === 'exists') news.arrived = true;
  else if (type === 'expunge' || type === 'vanished' || type === 'fetch') news.changed = true;
  else if (type === 'status' || type === 'list' || (untagged?.type === 'code' && untagged.code === 'NOTIFICATIONOVERFLOW'))
    news.elsewhere = true;
  else return false;
  return true;
};

/** Asks for news of the open mailbox (NOOP, RFC 9051 §6.1.2), where the server does not tell by itself. */
export const askForNews = async (session: ImapSession): Promise<Outcome<News, Failure>> => {
  const news = { ...noNews };
  const answer = await session.command('NOOP', { onUntagged: (response) => void takeNews(news, response) });
  return answer.ok ? succeed(news) : answer;
};

/** So long a server may take to answer DONE; a connection that is gone does not answer at all. */
const doneAnswerMs = 8_000;
/** News come in bursts: EXISTS is followed by RECENT, one EXPUNGE by others. */
const burstMs = 50;

const silent: Failure = { kind: 'net.timeout', stage: 'mailbox', leg: 'imap', confidence: 'certain', code: 'SILENT' };

/**
 * Waits for news by IDLE (RFC 2177) for at most `forMs`, or until `signal` is aborted. Ending it is the sign of life: a server that does
 * not answer then is gone, and its connection is closed.
 */
export const waitForNews = async (
  session: ImapSession,
  { forMs, signal }: { forMs: number; signal: AbortSignal },
): Promise<Outcome<News, Failure>> => {
  const news = { ...noNews };
  const stop = new AbortController();
  let deadline: NodeJS.Timeout | undefined;
  let isSilent = false;
  const end = (): void => {
    if (stop.signal.aborted) return;
    // With a reason, for without one an error is made, and its stack looked up.
    stop.abort(noNews);
    deadline = setTimeout(() => {
      isSilent = true;
      session.close();
    }, doneAnswerMs);
  };
  const timer = setTimeout(end, forMs);
  let burst: NodeJS.Timeout | undefined;
  signal.addEventListener('abort', end);
  if (signal.aborted) end();
  try {
    const answer = await session.idle({
      signal: stop.signal,
      onUntagged(response) {
        if (!takeNews(news, response)) return;
        burst ??= setTimeout(end, burstMs);
      },
    });
    if (answer.ok) return succeed(news);
    return fail(isSilent ? silent : answer.failure);
  } finally {
    for (const one of [timer, burst, deadline]) clearTimeout(one);
    signal.removeEventListener('abort', end);
  }
};
