import { isInHeaders } from './message-words.ts';
import type { PageHead } from './page-head.ts';
import { findTerm, type SearchTerm } from './search-terms.ts';
import type { WantedWord } from './split-words.ts';
import { findBlocks, walkWordBlock } from './word-blocks.ts';

/** A message of a page that holds all words. */
export interface PageMatch {
  place: number;
  /** Every word stands in the headers, too. */
  isInHeaders: boolean;
}

type ReadBlock = (block: number) => Promise<Buffer | null>;

/** The messages of an index page that hold every term; null: the page was written anew meanwhile. */
export const findInPage = async (head: PageHead, readBlock: ReadBlock, terms: readonly SearchTerm[]): Promise<PageMatch[] | null> => {
  let matches: PageMatch[] = head.uids.map((_, place) => ({ place, isInHeaders: true }));
  for (const term of terms) {
    const starts = await findStarts(head, readBlock, term);
    if (!starts) return null;
    matches = matches.flatMap((match) => {
      const start = starts[match.place]!;
      return start < 0 ? [] : [{ place: match.place, isInHeaders: match.isInHeaders && isInHeaders(start) }];
    });
    if (matches.length === 0) break;
  }
  return matches;
};

/** For each message of the page where a term begins, at the least position; -1 where it does not. */
const findStarts = async (head: PageHead, readBlock: ReadBlock, term: SearchTerm): Promise<Int32Array | null> => {
  const starts = new Int32Array(head.uids.length).fill(-1);
  const [only] = term.words;
  const [first, last] = term.range;
  if (term.words.length === 1 && only) {
    const isWhole = await eachPosting(head, readBlock, only, (place, position) => {
      if (position < first) return false;
      if (position <= last && (starts[place]! < 0 || position < starts[place]!)) starts[place] = position;
      return true;
    });
    return isWhole ? starts : null;
  }
  const lists: Map<number, number[]>[] = [];
  for (const word of term.words) {
    const positions = new Map<number, number[]>();
    const isWhole = await eachPosting(head, readBlock, word, (place, position) => {
      const list = positions.get(place);
      if (list) list.push(position);
      else positions.set(place, [position]);
    });
    if (!isWhole) return null;
    lists.push(positions);
    if (positions.size === 0) return starts;
  }
  for (const [place, own] of lists[0]!) {
    own.sort((a, b) => a - b);
    starts[place] = findTerm(
      term,
      lists.map((list) => list.get(place)),
    );
  }
  return starts;
};

/** Tells every place and position of a word, or of all that begin so; false: a block is not there any more. */
const eachPosting = async (
  head: PageHead,
  readBlock: ReadBlock,
  { word: wanted, isStart }: WantedWord,
  take: (place: number, position: number) => boolean | void,
): Promise<boolean> => {
  const range = findBlocks(head.firstWords, wanted);
  for (let at = range?.[0] ?? 0; at <= (range?.[1] ?? -1); at++) {
    const block = await readBlock(at);
    if (!block) return false;
    walkWordBlock(block, (word, visit) => {
      if (word < wanted) return true;
      if (!(isStart ? word.startsWith(wanted) : word === wanted)) return false;
      visit(take);
      return true;
    });
  }
  return true;
};
