import { pageOf, type PageRef } from './page-layout.ts';
import type { Records } from './key-value-records.ts';
import {
  countUnseen,
  filterIndex,
  fromIndexPage,
  joinContent,
  sizeOfContent,
  toContentPage,
  toIndexPage,
  type ContentPage,
  type IndexPage,
  type StoredMessage,
} from './page-format.ts';
import { withoutRemoved } from './removed-content.ts';
import { stampContentPage, stampIndexPage } from './stored-pages.ts';
import type { UidRanges } from '../imap/grammar/uid-set.ts';

const indexKey = (page: number): string => `index:${page}`;
const contentKey = (page: number): string => `content:${page}`;

/** The pages that may hold one of these UIDs. */
export const touchedBy = (pages: readonly PageRef[], uids: UidRanges): PageRef[] =>
  pages.filter((page) => uids.some(([first, last]) => first <= page.last && last >= page.first));

/** The directory with some pages added or changed. */
export const withPages = (pages: readonly PageRef[], changed: readonly PageRef[]): PageRef[] => {
  const byKey = new Map(pages.map((page) => [page.key, page]));
  for (const page of changed) byKey.set(page.key, page);
  return [...byKey.values()].sort((a, b) => a.first - b.first);
};

/** An index without what a crash left in it beyond the UIDs that the state knows of; the same object where there is nothing. */
const withinPage = (index: IndexPage, { last }: PageRef): IndexPage =>
  (index.uids.at(-1) ?? 0) > last ? filterIndex(index, (uid) => uid <= last) : index;

interface PlannedIndex {
  page: PageRef;
  index: IndexPage;
}

const counted = (page: PageRef, index: IndexPage): PageRef => ({ ...page, count: index.uids.length, unseen: countUnseen(index) });

/** The pages of one mailbox in the store, by their keys. What is written here nobody knows of until a state names it. */
export const createPageRecords = (open: Records<IndexPage | ContentPage>) => {
  const indexes = open as Records<IndexPage>;
  const contents = open as Records<ContentPage>;
  const storedIndex = async (key: number): Promise<IndexPage> => (await indexes.get(indexKey(key))) ?? toIndexPage([]);
  const readIndex = async (page: PageRef): Promise<IndexPage> => withinPage(await storedIndex(page.key), page);

  return {
    readIndex,

    /** Writes messages into a new page of this key, or to those that are in a page: contents first. */
    async write(place: number | PageRef, messages: readonly StoredMessage[]): Promise<PageRef> {
      const page = typeof place === 'number' ? null : place;
      const key = typeof place === 'number' ? place : place.key;
      const lines = new Map<number, Pick<StoredMessage, 'uid' | 'receivedAt' | 'flags'>>();
      if (page) for (const line of fromIndexPage(await readIndex(page))) lines.set(line.uid, line);
      for (const message of messages) lines.set(message.uid, message);
      const before = page ? await contents.get(contentKey(key)) : undefined;
      const content = before ? joinContent(before, toContentPage(messages)) : toContentPage(messages);
      const sorted = [...lines.values()].sort((a, b) => a.uid - b.uid);
      const index = toIndexPage(sorted);
      await contents.set(contentKey(key), stampContentPage(content));
      await indexes.set(indexKey(key), stampIndexPage(index));
      const [first, last] = [Math.min(page?.first ?? Infinity, sorted[0]?.uid ?? 0), sorted.at(-1)?.uid ?? 0];
      return { key, first, last, count: sorted.length, unseen: countUnseen(index), bytes: sizeOfContent(content) };
    },

    /** What `change` makes of the index pages, nothing written yet; null: it stays as it is. */
    async plan(change: (page: PageRef, index: IndexPage) => IndexPage | null, pages: readonly PageRef[]): Promise<PlannedIndex[]> {
      const planned: PlannedIndex[] = [];
      for (const page of pages) {
        const index = change(page, await readIndex(page));
        if (index) planned.push({ page, index });
      }
      return planned;
    },

    /** Writes them. Resolves with what the pages look like now. */
    async apply(planned: readonly PlannedIndex[]): Promise<PageRef[]> {
      for (const { page, index } of planned) await indexes.set(indexKey(page.key), stampIndexPage(index));
      return planned.map(({ page, index }) => counted(page, index));
    },

    /**
     * Removes from these pages what the directory does not speak of: messages, or the whole page. Resolves with what the others look like
     * now.
     */
    async tidy(untidy: readonly number[], directory: readonly PageRef[]): Promise<PageRef[]> {
      const tidied: PageRef[] = [];
      for (const key of untidy) {
        const page = directory.find((known) => known.key === key);
        const stored = await storedIndex(key);
        const index = page ? withinPage(stored, page) : toIndexPage([]);
        if (page) tidied.push(counted(page, index));
        if (index.uids.length === 0) {
          await open.deleteMany([contentKey(key), indexKey(key)]);
          continue;
        }
        const content = await contents.get(contentKey(key));
        if (content) await contents.set(contentKey(key), stampContentPage(withoutRemoved(content, new Set(index.uids))));
        if (index !== stored) await indexes.set(indexKey(key), stampIndexPage(index));
      }
      return tidied;
    },

    /** Removes pages that were written from this key on, and that no state came to name. */
    async removeFrom(key: number): Promise<void> {
      for (let orphan = key; await contents.get(contentKey(orphan)); orphan++)
        await open.deleteMany([contentKey(orphan), indexKey(orphan)]);
    },

    /** Reads messages, in no particular order; those that are not there are left out. */
    async readMany(directory: readonly PageRef[], uids: readonly number[]): Promise<StoredMessage[]> {
      const found: StoredMessage[] = [];
      for (const [page, group] of Map.groupBy(uids, (uid) => pageOf(directory, uid))) {
        if (page === undefined) continue;
        const [index, content] = await Promise.all([readIndex(page), contents.get(contentKey(page.key))]);
        const wanted = new Set(group);
        for (const line of fromIndexPage(index)) {
          const at = wanted.has(line.uid) ? (content?.uids.indexOf(line.uid) ?? -1) : -1;
          if (content && at >= 0)
            found.push({ ...line, size: content.sizes[at]!, envelope: content.envelopes[at]!, structure: content.structures[at]! });
        }
      }
      return found;
    },
  };
};
