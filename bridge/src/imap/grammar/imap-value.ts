/** A parenthesised list, a string, or NIL (RFC 9051 §4). Atoms and numbers are strings here. */
export type ImapValue = string | null | ImapValue[];

/** Deeper nesting is what no MIME structure has and a parser's stack would pay for. */
const deepestNesting = 100;

/**
 * Parses one value from IMAP text whose every character is one byte (latin1), as it stood on the wire, literals included. Linear.
 * Strings are read by `decode`: as UTF-8 where they are that, else byte by byte; `asBytes` leaves them as they came. Undefined when the
 * text is not one well-formed value: a quoted string that something follows without a space had quotes inside that nobody escaped, and
 * where it ends is a guess.
 */
export const parseImapValue = (text: string, decode: Decode = decodeBytes): ImapValue | undefined => {
  const values: ImapValue[] = [];
  const lists: ImapValue[][] = [values];
  for (let at = 0; at < text.length;) {
    const char = text[at]!;
    if (char === '(') {
      if (lists.length > deepestNesting) return undefined;
      const list: ImapValue[] = [];
      lists.at(-1)!.push(list);
      lists.push(list);
    } else if (char === ')') {
      lists.pop();
      if (lists.length === 0) return undefined;
    } else if (!isBlank(char)) {
      const token = readString(text, at, decode);
      if (!token) return undefined;
      lists.at(-1)!.push(token.value);
      at = token.end;
      continue;
    }
    at++;
  }
  return lists.length === 1 && values.length === 1 ? values[0] : undefined;
};

type Decode = (bytes: string) => string;

/** Strings of a message's headers: what their bytes mean is not IMAP's to say. */
export const asBytes: Decode = (bytes) => bytes;

/** A string with where it ends. */
export interface StringToken {
  value: string | null;
  end: number;
}

/** Reads the quoted string, literal or atom at a place that holds one; undefined where a quoted string or literal is not well-formed. */
export const readString = (text: string, at: number, decode: Decode = decodeBytes): StringToken | undefined => {
  if (text[at] === '"') return readQuoted(text, at, decode);
  return readLiteral(text, at, decode) ?? readAtom(text, at, decode);
};

const isBlank = (char: string): boolean => char === ' ' || char === '\t' || char === '\r' || char === '\n';

/** What may stand behind a quoted string. Some servers leave out the space before a list. */
const followsQuoted = (char: string | undefined): boolean => char === undefined || isBlank(char) || char === ')' || char === '(';

const readQuoted = (text: string, start: number, decode: Decode): StringToken | undefined => {
  let at = start + 1;
  let isEscaped = false;
  for (; at < text.length && text[at] !== '"'; at++) {
    if (text[at] !== '\\') continue;
    isEscaped = true;
    at++;
  }
  if (at >= text.length || !followsQuoted(text[at + 1])) return undefined;
  const raw = text.slice(start + 1, at);
  return { value: decode(isEscaped ? raw.replace(/\\([^])/g, '$1') : raw), end: at + 1 };
};

/** The longest head of a literal: `~{1234567890+} ` and its line break. */
const longestHead = 20;
const literalHead = /^~?\{(\d{1,10})\+?\} *\r?\n/;

/** What follows a literal needs no space before it: where it ends is certain. */
const readLiteral = (text: string, start: number, decode: Decode): StringToken | undefined => {
  const first = text[start];
  if (first !== '{' && !(first === '~' && text[start + 1] === '{')) return undefined;
  const head = literalHead.exec(text.slice(start, start + longestHead));
  if (!head) return undefined;
  const from = start + head[0].length;
  const end = from + Number(head[1]);
  return end <= text.length ? { value: decode(text.slice(from, end)), end } : undefined;
};

const readAtom = (text: string, start: number, decode: Decode): StringToken | undefined => {
  let at = start;
  for (; at < text.length; at++) {
    const char = text[at]!;
    if (isBlank(char) || char === '(' || char === ')' || char === '"') break;
  }
  if (at === start) return undefined;
  const word = text.slice(start, at);
  // A literal that does not end within the text.
  if (literalHead.test(text.slice(start, start + longestHead))) return undefined;
  return { value: word.length === 3 && word.toUpperCase() === 'NIL' ? null : decode(word), end: at };
};

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Bytes that were never encoded: UTF-8 is what RFC 6532 says, anything else is at least kept readable where it is Latin. */
export const decodeBytes = (text: string): string => {
  if (!/[\x80-\xff]/.test(text)) return text;
  try {
    return utf8.decode(Buffer.from(text, 'latin1'));
  } catch {
    return text;
  }
};
