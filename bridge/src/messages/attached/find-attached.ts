import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import type { Failure } from '@kurrier/shared/failure/failure';
import type { MessageRef } from '@kurrier/shared/mail/mail';
import type { StoredMessage } from '../../mail-store/page-format.ts';
import type { OnDemandConnections, OnDemandFailure } from '../../imap/on-demand/on-demand-connections.ts';
import { parseEnvelope } from '../../imap/grammar/envelope.ts';
import { envelopeOfHeader } from '../../imap/grammar/header-fields.ts';
import { attachmentsOf, type AttachedPart } from '../attachments.ts';
import type { CharsetGuesses } from '../charset-guesses.ts';
import { fetchWhole } from '../pieces/fetch-whole.ts';
import type { FindMessage } from '../find-message.ts';
import { readHeaders, type ReadHeaders } from '../message-row.ts';
import type { ReadingThread } from '../reading/reading-thread.ts';
import type { FetchSections } from '../texts/fetch-texts.ts';
import { largestFetched, structureWithin } from './attached-message.ts';
import { createSplitMessages } from './split-messages.ts';
import { sectionsOf, sectionsWithin } from './sections-within.ts';

/** A message that lies in another one, read as one of its own. */
export interface AttachedMessage {
  /** The one of a mailbox that it lies in. */
  outer: StoredMessage;
  headers: ReadHeaders;
  withSections: <Value>(work: (fetch: FetchSections) => Promise<Outcome<Value, Failure>>) => Promise<Outcome<Value, OnDemandFailure>>;
}

export interface FindAttachedDeps {
  findMessage: FindMessage;
  onDemand: Pick<OnDemandConnections, 'run'>;
  guesses: CharsetGuesses;
  thread: Pick<ReadingThread, 'run'>;
  report: (problem: string) => void;
}

/**
 * Finds a message by its path: its place among the attachments of the one around it, from the outermost to itself. What a server can tell
 * of one is asked for piece by piece; one that is encoded as a whole is fetched whole, and kept for a while.
 */
export const createFindAttached = ({ findMessage, onDemand, guesses, thread, report }: FindAttachedDeps) => {
  const split = createSplitMessages(thread, report);

  const within = async (
    around: AttachedMessage,
    part: AttachedPart,
    key: string,
    uid: number,
  ): Promise<Outcome<AttachedMessage, OnDemandFailure>> => {
    const structure = structureWithin(part);
    if (structure) {
      const headers = { envelope: part.envelope ?? {}, structure };
      return succeed({
        ...around,
        headers,
        withSections: (work) => around.withSections((fetch) => work(sectionsWithin(fetch, part.section))),
      });
    }
    const known = split.known(key);
    const fetched = known ? succeed(null) : await around.withSections((fetch) => fetchWhole(fetch, uid, part.section, largestFetched));
    if (!fetched.ok) return fetched;
    if (!known && !fetched.value) return fail({ refused: 'not-found' });
    const message = known ?? (await split.split(key, fetched.value!, part.encoding));
    if (!message) return fail({ refused: 'not-found' });
    const header = Buffer.from(message.source.subarray(0, message.headerEnd));
    const headers = { envelope: parseEnvelope(envelopeOfHeader(header)), structure: message.structure };
    return succeed({
      ...around,
      headers,
      async withSections(work) {
        const done = await work(sectionsOf(message));
        return done.ok ? done : fail({ failed: done.failure });
      },
    });
  };

  return {
    find: async (ref: MessageRef, path: readonly number[]): Promise<Outcome<AttachedMessage, OnDemandFailure>> => {
      const found = await findMessage(ref);
      if (!found) return fail({ refused: 'not-found' });
      const { message: outer, mailbox } = found;
      let headers = readHeaders(outer, guesses.guess);
      if (await guesses.settle()) headers = readHeaders(outer, guesses.guess);
      let message: AttachedMessage = { outer, headers, withSections: (work) => onDemand.run({ ...ref, mailbox, write: false }, work) };
      for (const [depth, index] of path.entries()) {
        const part = message.headers.structure && attachmentsOf(message.headers.structure)[index];
        if (!part?.isMessage) return fail({ refused: 'not-found' });
        const inner = await within(message, part, JSON.stringify([ref.accountId, ref, path.slice(0, depth + 1)]), ref.uid);
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
