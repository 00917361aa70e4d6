import type { MessageRef } from '@kurrier/shared/mail/mail';

/** From then on it is asked for by whoever wants it: it is too large, refused, or the connection that fetches texts has much to do. */
const longestWaitMs = 4_000;
/** So many wait at once; more do not. */
const mostWaiting = 100;

export interface TextWaitDeps {
  /** Whether the text of a message that has just arrived is about to be fetched, on the connection that told of it. */
  isComing: (ref: MessageRef) => Promise<boolean>;
  isAtHand: (ref: MessageRef) => Promise<boolean>;
  longestMs?: number;
}

/** Waits for texts that are fetched anyway: to ask for one at once takes another connection and sign-in. */
export interface TextWaits {
  /** Resolves when the text is at hand, is not coming, or was waited for long enough. */
  until(ref: MessageRef): Promise<void>;
  /** Texts of a mailbox were added. */
  note(accountId: string, mailboxId: string): void;
  /** Ends all waits, those to come too. */
  close(): void;
}

export const createTextWaits = ({ isComing, isAtHand, longestMs = longestWaitMs }: TextWaitDeps): TextWaits => {
  const waiting = new Set<{ ref: MessageRef; wake: () => void; end: () => void }>();
  let isClosed = false;

  const wait = async (ref: MessageRef): Promise<void> => {
    const ended = Promise.withResolvers<'ended'>();
    const own = { ref, wake: () => {}, end: () => ended.resolve('ended') };
    const timer = setTimeout(own.end, longestMs).unref();
    waiting.add(own);
    try {
      for (;;) {
        // Listened for first: what is added while it is looked for counts.
        const added = new Promise<void>((resolve) => (own.wake = resolve));
        if (await isAtHand(ref)) return;
        if ((await Promise.race([added, ended.promise])) === 'ended') return;
      }
    } finally {
      clearTimeout(timer);
      waiting.delete(own);
    }
  };

  return {
    async until(ref) {
      if (!isClosed && (await isComing(ref)) && !isClosed && waiting.size < mostWaiting) await wait(ref);
    },
    note(accountId, mailboxId) {
      for (const { ref, wake } of waiting) if (ref.accountId === accountId && ref.mailboxId === mailboxId) wake();
    },
    close() {
      isClosed = true;
      for (const { end } of waiting) end();
    },
  };
};
