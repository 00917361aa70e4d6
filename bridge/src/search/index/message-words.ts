import type { SearchField } from '@kurrier/shared/search/search-query';
import { splitWords } from './split-words.ts';

/** What of a message is found by its words. */
export interface SearchedFields {
  /** Names and addresses. */
  from: string;
  to: string;
  subject: string;
  /** Empty where it is not at hand. */
  text: string;
}

/** Positions of words, by the field that they stand in: so far apart that nothing stands together across two. */
const starts = { from: 0, to: 4_096, subject: 8_192, text: 12_288 } as const;
/** More words of a header are not looked at. */
const mostInHeader = 4_000;
const mostInText = 100_000;
/** More characters of a header are not looked at either: one word may be as long as all of it. */
const longestHeader = 65_536;

/** The positions that belong to a field; both ends included. */
export const positionsOf = (field: SearchField): readonly [first: number, last: number] =>
  field === 'any' ? [0, Infinity] : [starts[field], starts[field] + mostInHeader - 1];

/** Whether a position is in the headers. */
export const isInHeaders = (position: number): boolean => position < starts.text;

/** The words of a message with their positions, ascending. */
export const positionsByWord = (fields: SearchedFields): Map<string, number[]> => {
  const found = new Map<string, number[]>();
  for (const field of ['from', 'to', 'subject', 'text'] as const) {
    const words = field === 'text' ? splitWords(fields.text, mostInText) : splitWords(fields[field].slice(0, longestHeader), mostInHeader);
    for (const [at, word] of words.entries()) {
      const positions = found.get(word);
      if (positions) positions.push(starts[field] + at);
      else found.set(word, [starts[field] + at]);
    }
  }
  return found;
};
