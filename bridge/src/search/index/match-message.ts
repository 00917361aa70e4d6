import { isInHeaders, positionsByWord, type SearchedFields } from './message-words.ts';
import { findTerm, type SearchTerm } from './search-terms.ts';
import type { WantedWord } from './split-words.ts';

/** Whether a message that is not in the index holds every term; null: it does not. */
export const matchMessage = (fields: SearchedFields, terms: readonly SearchTerm[]): { isInHeaders: boolean } | null => {
  const words = positionsByWord(fields);
  let isEverywhereInHeaders = true;
  for (const term of terms) {
    const start = findTerm(
      term,
      term.words.map((wanted) => positionsOfWord(words, wanted)),
    );
    if (start < 0) return null;
    isEverywhereInHeaders &&= isInHeaders(start);
  }
  return { isInHeaders: isEverywhereInHeaders };
};

const positionsOfWord = (words: ReadonlyMap<string, number[]>, { word, isStart }: WantedWord): number[] | undefined => {
  if (!isStart) return words.get(word);
  const positions = [...words].flatMap(([other, own]) => (other.startsWith(word) ? own : []));
  return positions.length > 0 ? positions.sort((a, b) => a - b) : undefined;
};
