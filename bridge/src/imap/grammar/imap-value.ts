/** A parenthesised list, a string, or NIL (RFC 9051 §4). Atoms and numbers are strings here. */
export type ImapValue = string | null | ImapValue[];

/** Deeper nesting is what no MIME structure has and a parser's stack would pay for. */
const deepestNesting = 100;

/**
 * Parses one value from IMAP text whose every character is one byte (latin1), as it stood on the wire, literals included.
 * Strings are read as UTF-8 where they are that, else byte by byte. Undefined when the text is not one well-formed value.
 */
export const parseImapValue = (text: string): ImapValue | undefined => {
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
    } else if (char !== ' ') {
      const token = readString(text, at);
      if (!token) return undefined;
      lists.at(-1)!.push(token.value);
      at = token.end;
      continue;
    }
    at++;
  }
  return lists.length === 1 && values.length === 1 ? values[0] : undefined;
};

interface Token {
  value: string | null;
  end: number;
}

const literalStart = /~?\{(\d{1,9})\+?\}\r\n/y;
const atom = /[^\s()"{]+/y;
const quoted = /"((?:[^"\\\r\n]|\\.)*)"/y;

const matchAt = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at;
  return pattern.exec(text);
};

const readString = (text: string, at: number): Token | undefined => {
  const inQuotes = matchAt(quoted, text, at);
  if (inQuotes) return { value: decodeBytes(inQuotes[1]!.replace(/\\(.)/g, '$1')), end: quoted.lastIndex };
  const literal = matchAt(literalStart, text, at);
  if (literal) {
    const start = literalStart.lastIndex;
    const end = start + Number(literal[1]);
    return end <= text.length ? { value: decodeBytes(text.slice(start, end)), end } : undefined;
  }
  const word = matchAt(atom, text, at);
  return word ? { value: /^nil$/i.test(word[0]) ? null : word[0], end: atom.lastIndex } : undefined;
};

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Header bytes that were never encoded: UTF-8 is what RFC 6532 says, anything else is at least kept readable where it is Latin. */
const decodeBytes = (text: string): string => {
  if (!/[\x80-\xff]/.test(text)) return text;
  try {
    return utf8.decode(Buffer.from(text, 'latin1'));
  } catch {
    return text;
  }
};
