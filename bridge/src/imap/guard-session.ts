import { fail } from '@kurrier/shared/failure/outcome';
import type { ImapSession } from './imap-session.ts';
import { protocolViolation } from './protocol-violation.ts';

/** What a server may say beside what was asked for. */
const unaskedResponses = 10_000;

const longestExists = 24;

/** What a server says unasked; `overflow`: that it tells nothing any more, not of the open mailbox either (RFC 5465 §5.8). */
export type UnaskedNews = 'arrival' | 'change' | 'elsewhere' | 'overflow';

/**
 * Looked at for every response of a long sync: by its first bytes. LIST does not count, IMAP4rev2 answers EXAMINE with it (RFC 9051
 * §6.3.2).
 */
const isStatus = (response: Buffer): boolean => /^\* STATUS /i.test(response.toString('latin1', 0, 9));

/** Not what vanished earlier, which is an answer (RFC 7162 §3.2.10). */
const isRemoval = (response: Buffer): boolean => /^\* (?:\d{1,10} EXPUNGE|VANISHED \d)/i.test(response.toString('latin1', 0, 24));

const isFetch = (response: Buffer): boolean => /^\* \d{1,10} FETCH /i.test(response.toString('latin1', 0, 20));

/** What is answered with FETCH responses; in the answer to another command they are news. */
const asksForMessages = /^(?:UID )?(?:FETCH|STORE|EXAMINE|SELECT) /i;

const isOverflow = (response: Buffer): boolean => /^\* OK \[NOTIFICATIONOVERFLOW\]/i.test(response.toString('latin1', 0, 30));

type Handler = (response: Buffer) => void | Promise<void>;

/**
 * A session on which every command that runs is told every untagged response: commands sent together may be carried out together
 * (RFC 9051 §5.5; Dovecot does so with FETCH), and nothing in a response says whose it is. Each takes what it knows as its own.
 * `onNews` is called for what a server says unasked, once, in whatever command comes to hand: `arrival`, messages in the open mailbox;
 * `change`, that some of them are gone or have other flags; `elsewhere`, something in another one (NOTIFY, RFC 5465), unless a command runs
 * that asks for just such responses.
 * A server that goes on and on is cut off (`TOO_MANY_RESPONSES`): the deadline of a session is for silence only.
 */
export const guardSession = (session: ImapSession, onNews: (news: UnaskedNews) => void = () => {}): ImapSession => {
  const handlers = new Set<Handler>();
  /** Those among them that take only what is said after earlier commands were answered; so do the ones that were sent after them. */
  const late = new Set<Handler>();
  let expected = 0;
  let unasked = 0;
  let surveys = 0;
  let fetches = 0;
  let isClosed = false;
  const close = (): void => {
    if (!isClosed) session.close();
    isClosed = true;
  };
  /** Untagged responses are delivered to the oldest command that runs: its handler is `oldest`. */
  const tell = (response: Buffer, oldest: Handler): void | Promise<void> => {
    if (++unasked > expected + unaskedResponses) return close();
    if (response.length < longestExists && /^\* \d+ EXISTS\r?\n$/i.test(response.toString('latin1'))) onNews('arrival');
    if (isRemoval(response) || (fetches === 0 && isFetch(response))) onNews('change');
    if (surveys === 0 && isStatus(response)) onNews('elsewhere');
    if (isOverflow(response)) onNews('overflow');
    let pending: Promise<void>[] | undefined;
    // Whoever stands before the oldest has its answer already.
    let isAnswered = handlers.has(oldest);
    for (const handler of handlers) {
      isAnswered &&= handler !== oldest;
      if (isAnswered) continue;
      // What was sent after it is about what it opens, too, or about what it waits for.
      if (handler !== oldest && late.has(handler)) break;
      const result = handler(response);
      if (result) (pending ??= []).push(result);
    }
    return pending && settle(pending);
  };
  return {
    ...session,
    close,
    async command(parts, { onUntagged, expected: own = 0, isSurvey = false, isAfterEarlier = false, ...options } = {}) {
      if (isSurvey) surveys++;
      const isFetching = asksForMessages.test(String(typeof parts === 'string' ? parts : parts[0]));
      if (isFetching) fetches++;
      const handler: Handler = (response) => onUntagged?.(response);
      handlers.add(handler);
      if (isAfterEarlier) late.add(handler);
      expected += own;
      const outcome = await session.command(parts, { ...options, onUntagged: (response) => tell(response, handler) });
      handlers.delete(handler);
      late.delete(handler);
      if (isSurvey) surveys--;
      if (isFetching) fetches--;
      const isFlood = unasked > expected + unaskedResponses;
      if (handlers.size === 0 && !isFlood) expected = unasked = 0;
      return isFlood ? fail(protocolViolation('TOO_MANY_RESPONSES')) : outcome;
    },
    idle(options) {
      let told = 0;
      const onUntagged: Handler = (response) => {
        if (isOverflow(response)) onNews('overflow');
        return ++told > unaskedResponses ? close() : options.onUntagged(response);
      };
      return session.idle({ ...options, onUntagged });
    },
  };
};

const settle = async (pending: Promise<void>[]): Promise<void> => {
  await Promise.all(pending);
};
