import type { Correspondent } from '@kurrier/shared/mail/mail';
import { cleanMarkedText } from '@kurrier/shared/text/clean-text';

/** One line of somebody else's text: nothing in it reorders, hides or leaves the line, and it ends after `maxLength` characters. */
export const safeLine = (text: string, maxLength = 300): string => {
  // A code point has two units at most; the rest is not worth looking at.
  const start = text.slice(0, maxLength * 4);
  const cleaned = cleanMarkedText(start, 'line').trim();
  const characters = Array.from(cleaned);
  const isCut = characters.length > maxLength || start.length < text.length;
  return isCut ? `${characters.slice(0, maxLength - 1).join('')}…` : cleaned;
};

const withLineFeeds = (text: string): string => text.replace(/\r\n?/g, '\n');

/** Somebody else's text over several lines, as it was written; what would turn its letters around is shown by its code point. */
export const safeText = (text: string, maxLength = 400_000): string => cleanMarkedText(withLineFeeds(text.slice(0, maxLength)), 'text');

/** The same for a source, where everything that reorders is shown by its code point: it is looked at for what is in it. */
export const safeSource = (text: string): string => cleanMarkedText(withLineFeeds(text), 'source');

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
