import { parseEnvelope } from '../../imap/grammar/envelope.ts';
import { longestList, type ScannedFetch } from '../../imap/grammar/fetch/fetch-response.ts';
import { normalFlags } from '../../imap/grammar/flags.ts';
import { envelopeOfHeader, structureOfHeader } from '../../imap/grammar/header-fields.ts';
import { parseInternalDate } from '../../imap/grammar/internal-date.ts';
import type { StoredMessage } from '../../mail-store/page-format.ts';

/** A message whose headers or structure are larger is stored without them. */
const maxTextLength = longestList;
/** The same for all messages of one page together. */
const maxPageLength = 16 * 1024 * 1024;
/** A sender's clock may be ahead by so much and still be meant. */
const dayMs = 24 * 60 * 60_000;

/**
 * Makes messages of FETCH responses; a page's texts together are bounded. A time that cannot be read is the Date header's; 0 where that
 * says nothing either. What the server did not read of the header itself is taken from the header fields, where they came along.
 */
export const createFetchReader = () => {
  let room = maxPageLength;
  const keep = (text: string): string => {
    if (text.length > maxTextLength || text.length > room) return '';
    room -= text.length;
    return text;
  };
  return (found: ScannedFetch): StoredMessage => {
    const [header] = found.sections.values();
    const envelope = found.envelope ?? (header ? envelopeOfHeader(header) : '');
    const structure = found.structure ?? (header ? structureOfHeader(header, found.size ?? 0) : '');
    return {
      uid: found.uid ?? 0,
      receivedAt: (found.internalDate && parseInternalDate(found.internalDate)) || sentAt(envelope),
      flags: normalFlags(found.flags ?? ''),
      size: found.size ?? 0,
      envelope: keep(envelope),
      structure: keep(structure),
    };
  };
};

const sentAt = (envelope: string): number => {
  const date = envelope === '' ? undefined : parseEnvelope(envelope.slice(0, maxTextLength)).date;
  const time = date instanceof Date ? date.getTime() : (parseInternalDate(date ?? '') ?? 0);
  return time > dayMs && time < Date.now() + dayMs ? time : 0;
};
