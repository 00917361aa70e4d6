import { crc32 } from 'node:zlib';
import * as z from 'zod/mini';
import type { ContentPage, IndexPage } from './page-format.ts';

/** The version that pages are written in. One of this version is as it was written where its checksum says so; any other is parsed. */
const version = 1;

const numbers = z.array(z.number());
const texts = z.array(z.string());
const Index = z.object({ uids: numbers, dates: numbers, flags: numbers, flagSets: texts });
const Content = z.object({ uids: numbers, sizes: numbers, envelopes: texts, structures: texts });

/** A page with what it is recognised by when it is read again. */
type Stamped<Page> = Page & { version: number; checksum: number };

export const stampIndexPage = (page: IndexPage): Stamped<IndexPage> => ({ ...page, version, checksum: sumIndex(page) });
export const stampContentPage = (page: ContentPage): Stamped<ContentPage> => ({ ...page, version, checksum: sumContent(page) });

/** Throws where the page is not what was stored. */
export const parseIndexPage = (stored: unknown): IndexPage => {
  if (!isOfThisVersion(stored)) return requireColumns(Index.parse(stored), ['dates', 'flags']);
  const { version: _, checksum, ...page } = stored as Stamped<IndexPage>;
  return requireSum(page, checksum, sumIndex);
};

/** Throws where the page is not what was stored. */
export const parseContentPage = (stored: unknown): ContentPage => {
  if (!isOfThisVersion(stored)) return requireColumns(Content.parse(stored), ['sizes', 'envelopes', 'structures']);
  const { version: _, checksum, ...page } = stored as Stamped<ContentPage>;
  return requireSum(page, checksum, sumContent);
};

const isOfThisVersion = (stored: unknown): boolean =>
  typeof stored === 'object' && stored !== null && (stored as { version?: unknown }).version === version;

const sumIndex = ({ uids, dates, flags, flagSets }: IndexPage): number => crc32(JSON.stringify([uids, dates, flags, flagSets]));

/** Text by text: a page is some hundred kilobytes, which need not be put together for it. */
const sumContent = ({ uids, sizes, envelopes, structures }: ContentPage): number => {
  let sum = crc32(JSON.stringify([uids, sizes]));
  for (const column of [envelopes, structures]) for (const text of column) sum = crc32(`${text.length}:${text}`, sum);
  return sum;
};

const requireSum = <Page>(page: Page, checksum: number, sum: (page: Page) => number): Page => {
  let found: number | undefined;
  try {
    found = sum(page);
  } catch (error) {
    throw new Error('a page has lost its columns', { cause: error });
  }
  if (found !== checksum) throw new Error('a page is not what was stored');
  return page;
};

/** Columns of equal length. */
const requireColumns = <Page extends { uids: readonly number[] }>(page: Page, columns: (keyof Page)[]): Page => {
  if (columns.some((column) => (page[column] as readonly unknown[]).length !== page.uids.length))
    throw new Error('a page has columns of different lengths');
  return page;
};
