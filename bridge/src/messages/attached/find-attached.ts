import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import type { MessageRef } from '@kurrier/shared/mail/mail';
import type { OnDemandConnections, OnDemandFailure } from '../../imap/on-demand/on-demand-connections.ts';
import { attachmentsOf } from '../attachments.ts';
import type { CharsetGuesses } from '../charset-guesses.ts';
import type { FindMessage } from '../find-message.ts';
import { readHeaders } from '../message-row.ts';
import type { ReadingThread } from '../reading/reading-thread.ts';
import { openWithin, type MessageWithin } from './open-within.ts';
import { createSplitMessages } from './split-messages.ts';

export interface FindAttachedDeps {
  findMessage: FindMessage;
  onDemand: Pick<OnDemandConnections, 'run'>;
  guesses: CharsetGuesses;
  thread: Pick<ReadingThread, 'run'>;
  report: (problem: string) => void;
}

/**
 * Finds a message by its path: its place among the attachments of the one around it, from the outermost to itself. One that is fetched whole
 * is kept for a while.
 */
export const createFindAttached = ({ findMessage, onDemand, guesses, thread, report }: FindAttachedDeps) => {
  const split = createSplitMessages(thread, report);

  return {
    find: async (ref: MessageRef, path: readonly number[]): Promise<Outcome<MessageWithin, OnDemandFailure>> => {
      const found = await findMessage(ref);
      if (!found) return fail({ refused: 'not-found' });
      const { message: outer, mailbox } = found;
      let headers = readHeaders(outer, guesses.guess);
      if (await guesses.settle()) headers = readHeaders(outer, guesses.guess);
      let message: MessageWithin = { headers, withSections: (work) => onDemand.run({ ...ref, mailbox, write: false }, work) };
      for (const [depth, index] of path.entries()) {
        const part = message.headers.structure && attachmentsOf(message.headers.structure)[index];
        if (!part?.isMessage) return fail({ refused: 'not-found' });
        const key = JSON.stringify([ref.accountId, ref, path.slice(0, depth + 1)]);
        const inner = await openWithin({
          around: message,
          part,
          uid: ref.uid,
          known: split.known(key),
          split: (bytes, encoding) => split.split(key, bytes, encoding),
        });
        if (!inner.ok) return inner;
        message = inner.value;
      }
      return succeed(message);
    },
    /** Drops what is kept of an account that was removed. */
    forget: (accountId: string): void => split.forget(accountId),
  };
};
export type FindAttached = ReturnType<typeof createFindAttached>['find'];
