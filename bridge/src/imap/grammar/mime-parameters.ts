import { decodeWords } from 'postal-mime';
import type { ImapValue } from './imap-value.ts';

interface Pieces {
  charset: string | null;
  texts: { index: number; text: string }[];
}

/**
 * Reads MIME parameters from a flat list of names and values. Continued and percent-encoded ones (RFC 2231: `filename*0*`)
 * are put together under their plain name, encoded words decoded, names in lower case.
 */
export const readParameters = (list: ImapValue[]): Record<string, string> => {
  const plain = new Map<string, string>();
  const split = new Map<string, Pieces>();
  for (let i = 0; i + 1 < list.length; i += 2) {
    const name = list[i];
    const value = list[i + 1] ?? '';
    if (typeof name !== 'string' || typeof value !== 'string') continue;
    const match = /^(.*?)\*(?:(\d{1,4})(\*)?)?$/.exec(name.toLowerCase());
    if (!match) plain.set(name.toLowerCase(), decodeWords(value));
    else addPiece(split, match[1]!, { index: Number(match[2] ?? 0), isEncoded: match[2] === undefined || match[3] === '*' }, value);
  }
  for (const [name, pieces] of split) plain.set(name, join(pieces));
  return Object.fromEntries(plain);
};

const addPiece = (
  split: Map<string, Pieces>,
  name: string,
  { index, isEncoded }: { index: number; isEncoded: boolean },
  value: string,
): void => {
  const pieces = split.get(name) ?? { charset: null, texts: [] };
  const start = index === 0 && isEncoded ? /^([^']*)'[^']*'([\s\S]*)$/.exec(value) : null;
  if (start) pieces.charset = start[1] || 'utf-8';
  pieces.texts.push({ index, text: start ? start[2]! : value });
  split.set(name, pieces);
};

/** An encoded value is turned into an encoded word, so that charsets are looked up in one place only. */
const join = ({ charset, texts }: Pieces): string => {
  const text = texts
    .sort((a, b) => a.index - b.index)
    .map((piece) => piece.text)
    .join('');
  if (charset === null) return decodeWords(text);
  const escaped = text.replace(/[=?_\s]/g, (char) => (char === ' ' ? '_' : `%${char.charCodeAt(0).toString(16).padStart(2, '0')}`));
  return decodeWords(`=?${charset}?Q?${escaped.replaceAll('%', '=')}?=`);
};
