import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import type { Failure } from '@kurrier/shared/failure/failure';
import type { OnDemandFailure } from '../../imap/on-demand/on-demand-connections.ts';
import { parseEnvelope } from '../../imap/grammar/envelope.ts';
import { envelopeOfHeader } from '../../imap/grammar/header-fields.ts';
import type { AttachedPart } from '../attachments.ts';
import { fetchWhole } from '../pieces/fetch-whole.ts';
import type { ReadHeaders } from '../message-row.ts';
import type { FetchSections } from '../texts/fetch-texts.ts';
import { largestFetched, structureWithin } from './attached-message.ts';
import { sectionsOf, sectionsWithin } from './sections-within.ts';
import type { SplitMessage } from './split-message.ts';

/** A message with a way to pieces of it. */
export interface MessageWithin {
  headers: ReadHeaders;
  withSections: <Value>(work: (fetch: FetchSections) => Promise<Outcome<Value, Failure>>) => Promise<Outcome<Value, OnDemandFailure>>;
}

/**
 * Where the one to be opened lies, and how one that is fetched whole is split. `known`: it was split already. `most`: one that takes more bytes
 * on the wire, whatever the server said of it, is not opened.
 */
export interface PlaceWithin {
  around: MessageWithin;
  part: AttachedPart;
  uid: number;
  known?: SplitMessage | undefined;
  most?: number;
  split: (bytes: Uint8Array, encoding: string) => Promise<SplitMessage | null>;
}

/**
 * Opens a message that is a part of another one. What a server can tell of it is asked for piece by piece; one that is encoded as a whole is
 * fetched whole.
 */
export const openWithin = async (place: PlaceWithin): Promise<Outcome<MessageWithin, OnDemandFailure>> => {
  const { around, part, uid, known, most = Infinity, split } = place;
  const structure = structureWithin(part);
  if (structure) {
    const headers = { envelope: part.envelope ?? {}, structure };
    return succeed({ headers, withSections: (work) => around.withSections((fetch) => work(sectionsWithin(fetch, part.section))) });
  }
  const fetched = known
    ? succeed(null)
    : await around.withSections((fetch) => fetchWhole(fetch, uid, part.section, Math.min(most, largestFetched)));
  if (!fetched.ok) return fetched;
  if (!known && (!fetched.value || fetched.value.length > most)) return fail({ refused: 'not-found' });
  const message = known ?? (await split(fetched.value!, part.encoding));
  if (!message) return fail({ refused: 'not-found' });
  const header = Buffer.from(message.source.subarray(0, message.headerEnd));
  return succeed({
    headers: { envelope: parseEnvelope(envelopeOfHeader(header)), structure: message.structure },
    async withSections(work) {
      const done = await work(sectionsOf(message));
      return done.ok ? done : fail({ failed: done.failure });
    },
  });
};
