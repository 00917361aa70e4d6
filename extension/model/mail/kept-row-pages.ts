import type { MessageRow } from '@kurrier/shared/mail/mail';
import { messageKey } from './message-key.ts';

/** How many rows are asked for at once. */
export const pageSize = 100;
/** So many pages are kept, those nearest to what is looked at: memory stays bounded however long the list is. */
const keptPages = 30;

/** Rows by page number; what is not there has not been asked for, or is no longer kept. */
export type RowPages = ReadonlyMap<number, readonly MessageRow[]>;

export const rowAt = (pages: RowPages, index: number): MessageRow | null =>
  pages.get(Math.floor(index / pageSize))?.[index % pageSize] ?? null;

/** Where a message stands among the rows that are here; null where it is not. */
export const indexOfKey = (pages: RowPages, key: string): number | null => {
  for (const [page, rows] of pages) {
    const place = rows.findIndex(({ ref }) => messageKey(ref) === key);
    if (place !== -1) return page * pageSize + place;
  }
  return null;
};

/** Whether any of these messages stands on another page than this one. */
export const holdsAny = (pages: RowPages, rows: readonly MessageRow[], page: number): boolean => {
  const keys = new Set(rows.map(({ ref }) => messageKey(ref)));
  return [...pages].some(([other, held]) => other !== page && held.some(({ ref }) => keys.has(messageKey(ref))));
};

/** The page numbers that rows `first` to `last` lie in. */
export const pagesBetween = (first: number, last: number): number[] => {
  const [from, to] = [Math.floor(first / pageSize), Math.floor(last / pageSize)];
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
};

/** The pages with one more; those farthest from it go when there are too many. */
export const addPage = (pages: RowPages, page: number, rows: readonly MessageRow[]): RowPages => {
  const all = new Map(pages).set(page, rows);
  const farthestFirst = [...all.keys()].sort((a, b) => Math.abs(b - page) - Math.abs(a - page));
  for (const far of farthestFirst.slice(0, Math.max(0, all.size - keptPages))) all.delete(far);
  return all;
};

/** The pages with some messages changed. */
export const changeRows = (pages: RowPages, keys: ReadonlySet<string>, change: Partial<MessageRow>): RowPages =>
  new Map([...pages].map(([page, rows]) => [page, rows.map((row) => (keys.has(messageKey(row.ref)) ? { ...row, ...change } : row))]));
