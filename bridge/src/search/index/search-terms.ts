import type { SearchQuery } from '@kurrier/shared/search/search-query';
import { positionsOf } from './message-words.ts';
import { splitWanted, type WantedWord } from './split-words.ts';

/** Words that have to stand together in a message, somewhere within these positions. */
export interface SearchTerm {
  words: WantedWord[];
  range: readonly [first: number, last: number];
}

/** The words of a query as they are looked for; what has no word in it (`!!!`) is left out. */
export const termsOf = ({ words }: Pick<SearchQuery, 'words'>): SearchTerm[] =>
  words
    .map(({ field, text, isQuoted }) => ({ words: splitWanted(text, { isQuoted }), range: positionsOf(field) }))
    .filter((term) => term.words.length > 0);

/** Where the term begins in a message, at the least position; -1 where it does not. `positionsOfWord`: ascending, or undefined. */
export const findTerm = ({ words, range: [first, last] }: SearchTerm, positions: readonly (readonly number[] | undefined)[]): number => {
  const [own, ...others] = positions;
  if (!own || others.some((list) => list === undefined)) return -1;
  const sets = others.map((list) => new Set(list));
  for (const start of own) {
    if (start > last) return -1;
    if (start >= first && sets.every((set, at) => set.has(start + words[at + 1]!.offset))) return start;
  }
  return -1;
};
