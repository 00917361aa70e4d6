import type { ReplyText } from '../../classify/evidence.ts';
import { startScan, type ScanState } from '../../net/wire.ts';

/** A tagged answer, with the untagged NO, BAD, BYE and ALERT lines that came while its command ran. */
export interface ImapReply extends ReplyText {
  status: 'OK' | 'NO' | 'BAD';
  /** The words after status and response code. */
  words: string;
  notices: string[];
}

const cr = 13;
const star = 42;
const closingBrace = 125;
const openingBrace = 123;
const plus = 43;
const space = 32;
const closingParenthesis = 41;
/** No message has so many strings that need to be sent as literals. */
export const mostLiterals = 20_000;
/** No literal is longer than a number of so many digits says. */
const mostDigits = 12;

/** Only data carries literals: the words of a status line may end in `}` by chance. */
const statusLine = /^\* (?:OK|NO|BAD|BYE|PREAUTH)\b/i;

/** `* 5 FETCH (` is not over before its parenthesis is closed. */
const fetchStart = /^\* *\d{1,10} +FETCH *\(/i;

/**
 * One response: a line, and as many literals and further lines as it announces (RFC 9051 §4.3). A blank line that some servers put behind a
 * literal does not end a FETCH that goes on after it.
 */
export const scanImapResponse = (bytes: Buffer, state: ScanState = startScan()): { end: number } | { needs: number } => {
  for (;;) {
    const from = state.lineStart;
    if (from > 0 && from >= bytes.length) return { needs: from + 1 };
    const lineFeed = bytes.indexOf(10, Math.max(from, state.searched));
    if (lineFeed < 0) {
      state.searched = bytes.length;
      return { needs: bytes.length + 1 };
    }
    state.searched = lineFeed;
    const length = literalLength(bytes, lineFeed, from);
    if (length === undefined && from > 0 && isBlank(bytes, from, lineFeed) && isFetch(bytes)) {
      const next = bytes[lineFeed + 1];
      if (next === undefined) return { needs: lineFeed + 2 };
      if (next !== space && next !== closingParenthesis) return { end: lineFeed + 1 };
      state.lineStart = lineFeed + 1;
      continue;
    }
    if (length === undefined || !mayHaveLiterals(bytes)) return { end: lineFeed + 1 };
    if (++state.literals > mostLiterals) return { needs: Number.POSITIVE_INFINITY };
    state.lineStart = lineFeed + 1 + length;
  }
};

const mayHaveLiterals = (bytes: Buffer): boolean => bytes[0] === star && !statusLine.test(bytes.toString('latin1', 0, 12));

const isFetch = (bytes: Buffer): boolean => fetchStart.test(bytes.toString('latin1', 0, 32));

const isBlank = (bytes: Buffer, from: number, lineFeed: number): boolean =>
  lineFeed === from || (lineFeed === from + 1 && bytes[from] === cr);

/** The number in `{number}` or `{number+}` at the end of a line that begins at `from`; what stands before that was a literal's own. */
const literalLength = (bytes: Buffer, lineFeed: number, from: number): number | undefined => {
  let at = lineFeed - 1;
  if (bytes[at] === cr) at--;
  while (at > from && bytes[at] === space) at--;
  if (bytes[at] !== closingBrace) return undefined;
  at--;
  if (bytes[at] === plus) at--;
  let length = 0;
  let digits = 0;
  for (let scale = 1; at >= from && digits < mostDigits; at--, scale *= 10, digits++) {
    const digit = bytes[at]! - 48;
    if (digit < 0 || digit > 9) break;
    length += digit * scale;
  }
  return digits > 0 && at >= from && bytes[at] === openingBrace ? length : undefined;
};

const statusStart = /^(?<tag>\S{1,64}) (?<status>OK|NO|BAD|BYE|PREAUTH)(?: |$)/i;

/**
 * A status line taken apart: `a1 NO [AUTHENTICATIONFAILED] words`, `* BYE words`. Each character is looked at once: a code without its
 * bracket belongs to the words.
 */
export const parseStatusLine = (
  line: string,
): { tag: string; status: 'OK' | 'NO' | 'BAD' | 'BYE' | 'PREAUTH'; responseCode: string | undefined; words: string } | undefined => {
  const found = statusStart.exec(line.slice(0, 100));
  if (!found) return undefined;
  const { tag, status } = found.groups!;
  const rest = line.slice(found[0].length);
  const end = rest.startsWith('[') ? rest.indexOf(']') : -1;
  const isCode = end > 1 && !/^\s/.test(rest.slice(1, 2)) && (end + 1 === rest.length || rest[end + 1] === ' ');
  return {
    tag: tag!,
    status: status!.toUpperCase() as 'OK',
    responseCode: isCode ? rest.slice(1, end).split(/\s/, 1)[0]!.toUpperCase() : undefined,
    words: isCode ? rest.slice(end + 2) : rest,
  };
};

/** The capabilities in `* CAPABILITY …` or `[CAPABILITY …]`, in capitals. */
export const parseImapCapabilities = (line: string): Set<string> | undefined => {
  const short = line.slice(0, longestCapabilities);
  const list =
    /^\* CAPABILITY (?<list>.*)$/i.exec(short)?.groups?.list ?? /^\S+ \S+ \[CAPABILITY (?<list>[^\]]*)\]/i.exec(short)?.groups?.list;
  return list === undefined ? undefined : new Set(list.trim().toUpperCase().split(/\s+/));
};

/** The longest lists of today have two thousand characters. */
const longestCapabilities = 16_000;
