import { crc32 } from 'node:zlib';
import * as z from 'zod/mini';
import type { ContentPage, IndexPage } from './page-format.ts';

/**
 * The version that pages are written in: its checksum has eleven digits, whatever the page says. That of the one before had ten or fewer.
 * A page of these two is as it was written where its checksum says so; any other is parsed.
 */
const version = 2;
const versionBefore = 1;
const elevenDigits = 10 ** 10;

const numbers = z.array(z.number());
const texts = z.array(z.string());
const Index = z.object({ uids: numbers, dates: numbers, flags: numbers, flagSets: texts });
const Content = z.object({ uids: numbers, sizes: numbers, envelopes: texts, structures: texts });

/** A page with what it is recognised by when it is read again. */
type Stamped<Page> = Page & { version: number; checksum: number };

export const stampIndexPage = (page: IndexPage): Stamped<IndexPage> => ({ ...page, version, checksum: elevenDigits + sumIndex(page) });
export const stampContentPage = (page: ContentPage): Stamped<ContentPage> => ({
  ...page,
  version,
  checksum: elevenDigits + sumContent(page),
});

/** Throws where the page is not what was stored. */
export const parseIndexPage = (stored: unknown): IndexPage => {
  if (!isStamped(stored)) return requireColumns(Index.parse(stored), ['dates', 'flags']);
  return requireSum(stored as Stamped<IndexPage>, sumIndex);
};

/** Throws where the page is not what was stored. */
export const parseContentPage = (stored: unknown): ContentPage => {
  if (!isStamped(stored)) return requireColumns(Content.parse(stored), ['sizes', 'envelopes', 'structures']);
  return requireSum(stored as Stamped<ContentPage>, sumContent);
};

const isStamped = (stored: unknown): boolean => {
  const found = typeof stored === 'object' && stored !== null ? (stored as { version?: unknown }).version : undefined;
  return found === version || found === versionBefore;
};

const sumIndex = ({ uids, dates, flags, flagSets }: IndexPage): number => crc32(JSON.stringify([uids, dates, flags, flagSets]));

/** A column at once: a call for each of a thousand texts takes twice as long as all the rest. */
const sumContent = ({ uids, sizes, envelopes, structures }: ContentPage): number => {
  let sum = crc32(JSON.stringify([uids, sizes]));
  for (const column of [envelopes, structures]) sum = crc32(column.map((text) => `${text.length}:${text}`).join(''), sum);
  return sum;
};

const requireSum = <Page>(stored: Stamped<Page>, sum: (page: Page) => number): Page => {
  const { version: written, checksum, ...rest } = stored;
  const page = rest as Page;
  let found: number | undefined;
  try {
    found = sum(page);
  } catch (error) {
    throw new Error('a page has lost its columns', { cause: error });
  }
  if (checksum !== (written === version ? elevenDigits + found : found)) throw new Error('a page is not what was stored');
  return page;
};

/** Columns of equal length. */
const requireColumns = <Page extends { uids: readonly number[] }>(page: Page, columns: (keyof Page)[]): Page => {
  if (columns.some((column) => (page[column] as readonly unknown[]).length !== page.uids.length))
    throw new Error('a page has columns of different lengths');
  return page;
};
