import type { Correspondent } from '@kurrier/shared/mail/mail';

/** Controls that reorder what is read: embeddings, overrides and isolates (Unicode UAX 9). Marks that only lean a word stay. */
const reordering = /[\u202A-\u202E\u2066-\u2069]/g;
/** Controls, line and paragraph separators, half characters, the noncharacters and the invisible operators. */
const unprintable = /(?![\n\t])[\p{Cc}\p{Cs}\u2028\u2029\u2060-\u2065\u206A-\u206F\uFEFF\uFFF9-\uFFFB]/gu;
/** More marks than this on one letter are there to paint over other lines. */
const piledMarks = /(\p{M}{4})\p{M}+/gu;

const nameOf = (character: string): string => `\u2039${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}\u203A`;

/** One line of somebody else's text: nothing in it reorders, hides or leaves the line, and it ends after `maxLength` characters. */
export const safeLine = (text: string, maxLength = 300): string => {
  // A code point has two units at most; the rest is not worth looking at.
  const start = text.slice(0, maxLength * 4);
  const cleaned = start
    .replace(reordering, '')
    .replace(/[\n\t]/g, ' ')
    .replace(unprintable, '')
    .replace(piledMarks, '$1')
    .trim();
  const characters = Array.from(cleaned);
  const isCut = characters.length > maxLength || start.length < text.length;
  return isCut ? `${characters.slice(0, maxLength - 1).join('')}…` : cleaned;
};

/** Overrides make letters read backwards; no language is written with them. Embeddings and isolates are, and end with their paragraph. */
const overrides = /[\u202D\u202E]/g;

/** Somebody else's text over several lines, as it was written; what would turn its letters around is shown by its code point. */
export const hostileText = (text: string, maxLength = 400_000): string =>
  text.slice(0, maxLength).replace(/\r\n?/g, '\n').replace(overrides, nameOf).replace(unprintable, '').replace(piledMarks, '$1');

/** The same for a source, where everything that reorders is shown by its code point: it is looked at for what is in it. */
export const hostileSource = (text: string): string => hostileText(text.replace(reordering, nameOf), Infinity);

/** Who a message is from, in one line. A name that looks like another address than the true one is not shown: the address is. */
export const senderOf = (correspondents: readonly Correspondent[]): string => {
  const [first] = correspondents;
  if (!first) return '';
  const name = safeLine(first.name, 100);
  const address = safeLine(first.address, 200);
  return name === '' || (name.includes('@') && name !== address) ? address : name;
};

/** A correspondent with name and address, so that a name cannot stand for an address. */
export const correspondentText = ({ name, address }: Correspondent): string => {
  const [shownName, shownAddress] = [safeLine(name, 100), safeLine(address, 200)];
  if (shownAddress === '') return shownName;
  return shownName === '' || shownName === shownAddress ? shownAddress : `${shownName} <${shownAddress}>`;
};
