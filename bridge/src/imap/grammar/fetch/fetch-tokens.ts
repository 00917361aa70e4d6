import { mostLiterals } from '../response.ts';

const space = 0x20;
const quote = 0x22;
export const open = 0x28;
export const close = 0x29;
export const backslash = 0x5c;
const brace = 0x7b;
const tilde = 0x7e;
const newline = 0x0a;

const mostBlanks = 1_000;

/** The index behind blanks, and the line break that some servers put behind a literal. */
export const skipBlanks = (bytes: Buffer, start: number): number => {
  let at = start;
  const end = Math.min(bytes.length, start + mostBlanks);
  for (; at < end; at++) {
    const byte = bytes[at]!;
    if (byte !== space && byte !== 0x09 && byte !== 0x0d && byte !== newline) break;
  }
  return at;
};

/** The end of an item's name; a section's brackets may hold spaces and parentheses: `BODY[HEADER.FIELDS (DATE)]`. */
export const endOfName = (bytes: Buffer, start: number): number => {
  let at = start;
  let inBrackets = false;
  for (; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === 0x5b) inBrackets = true;
    else if (byte === 0x5d) inBrackets = false;
    else if (!inBrackets && (byte === space || byte === open || byte === close)) break;
  }
  return at;
};

/** The index after the value that starts here; -1 when it does not end within the response. */
export const endOfValue = (bytes: Buffer, start: number): number => {
  let depth = 0;
  let literals = 0;
  let at = start;
  const { length } = bytes;
  while (at < length) {
    const byte = bytes[at]!;
    if (byte === quote) {
      for (at++; at < length && bytes[at] !== quote; at++) if (bytes[at] === backslash) at++;
      at++;
    } else if (byte === open) {
      depth++;
      at++;
      continue;
    } else if (byte === close) {
      depth--;
      at++;
    } else if (byte === space || (depth > 0 && (byte === 0x0d || byte === newline || byte === 0x09))) {
      at++;
      continue;
    } else if (byte === brace || (byte === tilde && bytes[at + 1] === brace)) {
      at = ++literals > mostLiterals ? -1 : endOfLiteral(bytes, at);
      if (at < 0) return -1;
    } else {
      const start = at;
      while (at < length && !isDelimiter(bytes[at]!)) at++;
      if (at === start) return -1;
    }
    if (depth < 0) return -1;
    if (depth === 0) return at <= length ? at : -1;
  }
  return -1;
};

const isDelimiter = (byte: number): boolean => byte === space || byte === open || byte === close || byte === quote || byte === newline;

const endOfLiteral = (bytes: Buffer, start: number): number => {
  const bodyStart = bytes.indexOf(newline, start) + 1;
  if (bodyStart === 0 || bodyStart - start > 20) return -1;
  const size = /^~?\{(\d{1,10})\+?\} *\r?\n$/.exec(bytes.toString('latin1', start, bodyStart));
  const end = size ? bodyStart + Number(size[1]) : -1;
  return end <= bytes.length ? end : -1;
};

/** The bytes of a literal or a quoted string; null for what is neither. */
export const sectionBytes = (bytes: Buffer, start: number, end: number): Buffer | null => {
  const first = bytes[start];
  if (first === brace || first === tilde) return bytes.subarray(bytes.indexOf(newline, start) + 1, end);
  if (first === quote) return Buffer.from(bytes.toString('latin1', start + 1, end - 1).replace(/\\(.)/g, '$1'), 'latin1');
  return null;
};
