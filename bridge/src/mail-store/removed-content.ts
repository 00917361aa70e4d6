import { filterContent, sizeOfContent, type ContentPage } from './page-format.ts';

/** A page that takes less is written anew: SQLite writes it in a few pieces of its own in any case. */
const smallPage = 64 * 1024;
/** Where more of a page are blanks, it is written anew without them. */
const mostBlank = 1 / 4;

/**
 * The content page without what it holds of messages that `keep` does not name. Of a few in a large page blanks stay that are as long as
 * the texts were: the record keeps its length, and SQLite writes only those of its own pages that became different.
 */
export const withoutRemoved = (page: ContentPage, keep: ReadonlySet<number>): ContentPage => {
  const blank = page.uids.filter((uid) => !keep.has(uid)).length;
  const isBlanked = sizeOfContent(page) >= smallPage && blank <= page.uids.length * mostBlank;
  return isBlanked ? blankContent(page, keep) : filterContent(page, keep);
};

const blankContent = ({ uids, sizes, envelopes, structures }: ContentPage, keep: ReadonlySet<number>): ContentPage => {
  const unlessKept = <Value>(column: readonly Value[], blankOf: (value: Value) => Value): Value[] =>
    column.map((value, i) => (keep.has(uids[i]!) ? value : blankOf(value)));
  return {
    uids,
    sizes: unlessKept(sizes, blankNumber),
    envelopes: unlessKept(envelopes, blankText),
    structures: unlessKept(structures, blankText),
  };
};

/** As many bytes as the text has in JSON. */
const blankText = (text: string): string => ' '.repeat(Buffer.byteLength(JSON.stringify(text)) - 2);

const blankNumber = (value: number): number => 10 ** (String(value).length - 1);
