import { backslash, close, endOfName, endOfValue, open, sectionBytes, skipBlanks } from './fetch-tokens.ts';
import { isReadableEnvelope, isReadableStructure } from './is-readable.ts';

/** One FETCH response, split into its items but not parsed further: bytes of strings are latin1 characters. */
export interface ScannedFetch {
  sequence: number;
  uid: number | null;
  /** The flags between the parentheses, separated by single spaces. Null: the response does not speak of them. */
  flags: string | null;
  /** As the server writes it: `17-Jul-1996 02:44:25 -0700`. */
  internalDate: string | null;
  size: number | null;
  modSeq: bigint | null;
  /** The parenthesised text of ENVELOPE and BODYSTRUCTURE; `parseImapValue` reads it. */
  envelope: string | null;
  structure: string | null;
  /** Body sections by the name the server repeats, in capitals: `BODY[1.MIME]`. Null: NIL. */
  sections: Map<string, Buffer | null>;
  /** Something stands behind it that is no part of it: another response, whose line break was lost. */
  isFollowed: boolean;
}

/** An ENVELOPE or BODYSTRUCTURE that is longer is not kept. */
export const longestList = 256 * 1024;
/** Items that anybody asks for, with their names; flags and dates as far as anybody reads them. */
const mostItems = 500;
const longestName = 2_000;
/** Around items, not in their values. */
const mostParentheses = 50;
const longestFlags = 64 * 1024;

const fetchStart = /^\* *(\d{1,10}) +FETCH *\(/i;

/**
 * Splits one complete untagged FETCH response (RFC 9051 §7.5.2), literals in place, without its last line break.
 * One pass, nothing copied but the items' texts; null when it is no FETCH or not well-formed. Unknown items are skipped, and so
 * are parentheses around items, which Lotus Domino writes; an ENVELOPE or BODYSTRUCTURE whose shape is not one is as good as none.
 */
export const scanFetch = (response: Buffer): ScannedFetch | null => {
  const start = fetchStart.exec(response.toString('latin1', 0, 32));
  if (!start) return null;
  const found: ScannedFetch = {
    sequence: Number(start[1]),
    uid: null,
    flags: null,
    internalDate: null,
    size: null,
    modSeq: null,
    envelope: null,
    structure: null,
    sections: noSections,
    isFollowed: false,
  };
  let extra = 0;
  let parentheses = 0;
  let items = 0;
  for (let at = start[0].length; ;) {
    at = skipBlanks(response, at);
    if (response[at] === open) {
      if (++parentheses > mostParentheses) return null;
      extra++;
      at++;
      continue;
    }
    if (response[at] === close) {
      if (--extra < 0) {
        found.isFollowed = skipBlanks(response, at + 1) < response.length;
        return found;
      }
      at++;
      continue;
    }
    const nameEnd = endOfName(response, at);
    const valueStart = skipBlanks(response, nameEnd);
    const isPlausible = nameEnd > at && nameEnd - at <= longestName && ++items <= mostItems;
    const end = isPlausible && valueStart < response.length ? endOfValue(response, valueStart) : -1;
    if (end < 0) return null;
    const name = response.toString('latin1', at, nameEnd);
    // Twice is once too often: what stands in a string that nobody escaped must not say whose message it is.
    if (found.uid !== null && name.length === 3 && name.toUpperCase() === 'UID') return null;
    setItem(found, name, response, valueStart, end);
    at = end;
  }
};

/**
 * Whether a response may tell of a message that `scanFetch` does not find in it: one without a UID, two in one line, or the rest of one
 * that a line break tore apart.
 */
export const isTornFetch = (response: Buffer, scanned: ScannedFetch | null): boolean =>
  scanned ? scanned.isFollowed || (scanned.uid === null && hasContent(scanned)) : isPieceOfFetch(response);

const hasContent = ({ internalDate, sections }: ScannedFetch): boolean => internalDate !== null || sections.size > 0;

const isPieceOfFetch = (response: Buffer): boolean =>
  response[0] !== 0x2a || /^\* *\d{1,10} +FETCH\b/i.test(response.toString('latin1', 0, 32));

/** The UID of a FETCH response where it comes first, as most servers write it; null: look closer. */
export const peekUid = (response: Buffer): number | null => {
  const found = /^\* \d{1,10} FETCH \(UID (\d{1,10})[ )]/.exec(response.toString('latin1', 0, 48));
  return found && Number(found[1]);
};

const noSections: Map<string, Buffer | null> = new Map();

const setItem = (found: ScannedFetch, name: string, response: Buffer, start: number, end: number): void => {
  switch (name) {
    case 'UID':
      found.uid = numberOf(response.toString('latin1', start, Math.min(end, start + 20)));
      return;
    case 'FLAGS':
      found.flags = flagsOf(response, start, end);
      return;
    case 'INTERNALDATE':
      if (end - start <= longestName)
        found.internalDate = sectionBytes(response, start, end)?.toString('latin1') ?? response.toString('latin1', start, end);
      return;
    case 'RFC822.SIZE':
      found.size = numberOf(response.toString('latin1', start, Math.min(end, start + 20)));
      return;
    case 'MODSEQ': {
      const digits = response.toString('latin1', start + 1, Math.min(end - 1, start + 25));
      if (/^\d{1,19}$/.test(digits)) found.modSeq = BigInt(digits);
      return;
    }
    case 'ENVELOPE':
      found.envelope = listText(response, start, end, isReadableEnvelope);
      return;
    case 'BODYSTRUCTURE':
      found.structure = listText(response, start, end, isReadableStructure);
      return;
    default: {
      const upper = name.toUpperCase();
      if (/^(?:BODY|BINARY)\[/.test(upper)) {
        if (found.sections === noSections) found.sections = new Map();
        found.sections.set(upper.replace(/<[\d.]+>$/, ''), sectionBytes(response, start, end));
      } else if (upper !== name) setItem(found, upper, response, start, end);
    }
  }
};

const listText = (response: Buffer, start: number, end: number, isReadable: (text: string) => boolean): string | null => {
  const text = response[start] === open && end - start <= longestList ? response.toString('latin1', start, end) : '';
  return isReadable(text) ? text : null;
};

/** One flag may stand without parentheses; a word that is none is NIL. */
const flagsOf = (response: Buffer, start: number, end: number): string => {
  if (response[start] === open) return response.toString('latin1', start + 1, Math.min(end - 1, start + longestFlags));
  return response[start] === backslash ? response.toString('latin1', start, Math.min(end, start + longestName)) : '';
};

/** Quotes or a sign around a number change nothing of it. */
const numberOf = (text: string): number | null => {
  const digits = /^"?\+?(\d{1,15})"?$/.exec(text)?.[1];
  return digits === undefined ? null : Number(digits);
};
