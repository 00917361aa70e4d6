import { decodeBytes, readString } from './imap-value.ts';
import type { ListedMailbox } from './listed-mailbox.ts';
import { decodeMailboxName } from './modified-utf7.ts';

interface Reading {
  pattern: RegExp;
  /** RFC 9051, or who writes it so instead. */
  source: string;
}

/** How the hierarchy delimiter is written; `char` is what it is, none where there is no hierarchy. */
const delimiters: readonly Reading[] = [
  { pattern: /^NIL(?=[ \t])/i, source: 'RFC 9051' },
  { pattern: /^"\\(?<char>[\\"])"(?=[ \t"])/, source: 'RFC 9051' },
  { pattern: /^"(?<char>[^"\\])"(?=[ \t"])/, source: 'RFC 9051' },
  { pattern: /^~?\{1\+?\}\r?\n(?<char>[^])(?=[ \t])/, source: 'RFC 9051: any string may be a literal' },
  { pattern: /^"NIL"(?=[ \t])/i, source: 'no hierarchy, in quotes; neighbours of the above' },
  { pattern: /^"(?<char>\\)"(?= )/, source: 'not escaped; reports that do not name the server' },
  { pattern: /^""(?= )/, source: 'an empty string for no hierarchy; gateways to flat stores' },
  { pattern: /^(?<char>[/.\\|^])(?= )/, source: 'not quoted; reports that do not name the server' },
];

const literalHead = /^~?\{\d+\+?\} *\r?\n/;

/** RFC 5258 extended data behind the name. */
const extendedData = /^ *\(.*\)$/s;

/** How the name is written where it is neither a literal nor an atom; `raw` is the name itself. */
const names: readonly Reading[] = [
  { pattern: /^"(?<escaped>(?:[^"\\]|\\[^])*)"(?= *$| +\()/, source: 'RFC 9051' },
  { pattern: /^"(?<raw>[^]*)"$/, source: 'quotes and backslashes inside that are not escaped: GreenMail before 2.1.9' },
  { pattern: /^(?<raw>[^"(][^]*)$/, source: 'blanks or tabs and no quotes: Lotus Notes, Microsoft Exchange, grommunio' },
];

/**
 * Reads what stands behind `* LIST `, without the line's end: attributes, delimiter, name (RFC 9051 §7.3.1). What some servers write instead is read by the tables
 * above, where it is certain what they mean. Null where it is not.
 */
export const readList = (rest: string): ListedMailbox | null => {
  const attributes = readAttributes(rest);
  if (!attributes) return null;
  const behind = rest.slice(attributes.end).replace(/^[ \t]+/, '');
  for (const { pattern } of delimiters) {
    const found = pattern.exec(behind);
    if (!found) continue;
    const delimiter = found.groups?.char ?? null;
    // Who does not escape the delimiter does not escape it in names either.
    const isEscaped = !(delimiter === '\\' && found[0] === '"\\"');
    const name = readName(behind.slice(found[0].length).replace(/^[ \t]+/, ''), isEscaped);
    // A NUL cannot be sent back: such a mailbox cannot be opened.
    if (name === null || name === '' || name.includes('\0')) return null;
    return { path: decodeMailboxName(name), name, delimiter, attributes: attributes.words, mailboxId: null };
  }
  return null;
};

/** The words between the parentheses, of which Domino writes two pairs. */
const readAttributes = (rest: string): { words: string[]; end: number } | null => {
  if (/^NIL[ \t]+(?:NIL|"[^"]{0,2}")[ \t]/i.test(rest)) return { words: [], end: 3 };
  let depth = 0;
  let at = 0;
  for (; at < rest.length; at++) {
    if (rest[at] === '(') depth++;
    else if (rest[at] === ')') depth--;
    if (depth === 0) break;
  }
  if (rest[0] !== '(') return { words: [], end: 0 };
  if (at >= rest.length) return null;
  const words = rest.slice(0, at).split(/[() \t,]+/);
  return { words: words.filter((word) => word !== ''), end: at + 1 };
};

const readName = (text: string, isEscaped: boolean): string | null => {
  if (text[0] === '{' || text[0] === '~') {
    const literal = readString(text, 0);
    // An atom may begin with a brace too; `{8}` alone is a literal that did not come.
    if (!literal && literalHead.test(text)) return null;
    if (literal && (text.slice(literal.end).trim() === '' || extendedData.test(text.slice(literal.end).trimEnd()))) return literal.value;
  }
  // A mailbox may be called NIL: here that is a name.
  const atom = /^[^\s"(){]+(?= *$| +\((?:"|CHILDINFO|OLDNAME))/i.exec(text.trimEnd());
  if (atom) return decodeBytes(atom[0]);
  for (const { pattern } of names) {
    const found = pattern.exec(text.trimEnd())?.groups;
    if (found) return decodeBytes(found.raw ?? (isEscaped ? found.escaped!.replace(/\\(["\\])/g, '$1') : found.escaped!));
  }
  return null;
};
