import { decodeCharset, type CharsetHints } from './decode-charset.ts';
import { splitEncodedWords, type EncodedWord } from './encoded-words.ts';

/** What helps where a header does not say its charset. */
export type HeaderHints = Omit<CharsetHints, 'label'>;

/**
 * Decodes the value of a header as it stood in the message, a character for each byte: encoded words (RFC 2047), between them UTF-8 (RFC
 * 6532) or whatever else was written there unencoded. Linear.
 */
export const decodeHeaderText = (raw: string, hints: HeaderHints = {}): string => {
  const bytes = toBytes(raw);
  if (!raw.includes('=?')) return decodeUnencoded(bytes, hints);
  let text = '';
  for (const piece of splitEncodedWords(bytes)) {
    text += typeof piece === 'string' ? decodeUnencoded(piece, hints) : decodeWords(piece, hints);
  }
  return text;
};

/** Text that somebody decoded already is taken as UTF-8. */
const toBytes = (text: string): string => (/[^\0-\xFF]/.test(text) ? Buffer.from(text).toString('latin1') : text);

const decodeUnencoded = (bytes: string, hints: HeaderHints): string =>
  /[\x80-\xFF\x1B]/.test(bytes) ? decodeCharset(Buffer.from(bytes, 'latin1'), { ...hints, label: '' }) : bytes;

/** Words in one charset are one text: characters are split between them. Where that gives nothing readable, each is a text of its own. */
const decodeWords = (words: readonly EncodedWord[], hints: HeaderHints): string => {
  let text = '';
  for (let at = 0; at < words.length;) {
    const { charset } = words[at]!;
    let end = at + 1;
    while (words[end]?.charset === charset) end++;
    const same = words.slice(at, end);
    const decode = (bytes: Uint8Array): string => decodeCharset(bytes, { ...hints, label: charset });
    const joined = decode(Buffer.concat(same.map(({ bytes }) => bytes)));
    text += same.length > 1 && joined.includes('\uFFFD') ? fewerReplaced(joined, same.map(({ bytes }) => decode(bytes)).join('')) : joined;
    at = end;
  }
  return text;
};

const fewerReplaced = (one: string, other: string): string => (one.split('\uFFFD').length <= other.split('\uFFFD').length ? one : other);
