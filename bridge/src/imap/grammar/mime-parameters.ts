import type { HeaderHints } from '../../mime/header-text.ts';
import { joinParameters } from '../../mime/parameters.ts';
import type { ImapValue } from './imap-value.ts';

/** Reads MIME parameters from IMAP's flat list of names and values; names in lower case. */
export const readParameters = (list: ImapValue[], hints: HeaderHints = {}): Record<string, string> => {
  const pairs: [string, string][] = [];
  for (let at = 0; at + 1 < list.length; at += 2) {
    const [name, value] = [list[at], list[at + 1] ?? ''];
    if (typeof name === 'string' && typeof value === 'string') pairs.push([name, value]);
  }
  return joinParameters(pairs, hints);
};
