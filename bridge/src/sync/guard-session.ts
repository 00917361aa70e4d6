import { fail } from '@kurrier/shared/outcome';
import type { ImapSession } from './imap-session.ts';
import { protocolViolation } from './protocol-violation.ts';

/** What a server may say beside what was asked for. */
const unaskedResponses = 10_000;

const longestExists = 24;

type Handler = (response: Buffer) => void | Promise<void>;

/**
 * A session on which every command that runs is told every untagged response: commands sent together may be carried out together
 * (RFC 9051 §5.5; Dovecot does so with FETCH), and nothing in a response says whose it is. Each takes what it knows as its own.
 * `onArrival` is called when the server tells of messages in the open mailbox: that is said once, in whatever command comes to hand.
 * A server that goes on and on is cut off (`TOO_MANY_RESPONSES`): the deadline of a session is for silence only.
 */
export const guardSession = (session: ImapSession, onArrival: () => void = () => {}): ImapSession => {
  const handlers = new Set<Handler>();
  let expected = 0;
  let unasked = 0;
  let isClosed = false;
  const close = (): void => {
    if (!isClosed) session.close();
    isClosed = true;
  };
  const tell: Handler = (response) => {
    if (++unasked > expected + unaskedResponses) return close();
    if (response.length < longestExists && /^\* \d+ EXISTS\r?\n$/i.test(response.toString('latin1'))) onArrival();
    let pending: Promise<void>[] | undefined;
    for (const handler of handlers) {
      const result = handler(response);
      if (result) (pending ??= []).push(result);
    }
    return pending && settle(pending);
  };
  return {
    ...session,
    close,
    async command(parts, { onUntagged, expected: own = 0, ...options } = {}) {
      const handler: Handler = (response) => onUntagged?.(response);
      handlers.add(handler);
      expected += own;
      const outcome = await session.command(parts, { ...options, onUntagged: tell });
      handlers.delete(handler);
      const isFlood = unasked > expected + unaskedResponses;
      if (handlers.size === 0 && !isFlood) expected = unasked = 0;
      return isFlood ? fail(protocolViolation('TOO_MANY_RESPONSES')) : outcome;
    },
    idle(options) {
      let told = 0;
      const onUntagged: Handler = (response) => (++told > unaskedResponses ? close() : options.onUntagged(response));
      return session.idle({ ...options, onUntagged });
    },
  };
};

const settle = async (pending: Promise<void>[]): Promise<void> => {
  await Promise.all(pending);
};
