import { pageOf, type PageRef } from './message-pages.ts';
import type { Records } from './records.ts';
import {
  countUnseen,
  filterContent,
  fromIndexPage,
  joinContent,
  sizeOfContent,
  toContentPage,
  toIndexPage,
  type ContentPage,
  type IndexPage,
  type StoredMessage,
} from './stored-page.ts';
import type { UidRanges } from './uid-set.ts';

const indexKey = (page: number): string => `index:${page}`;
const contentKey = (page: number): string => `content:${page}`;

/** The pages that may hold one of these UIDs. */
export const touchedBy = (pages: readonly PageRef[], uids: UidRanges): PageRef[] =>
  pages.filter((page) => uids.some(([first, last]) => first <= page.last && last >= page.first));

/** The directory with some pages added or changed. */
export const withPages = (pages: readonly PageRef[], changed: readonly PageRef[]): PageRef[] => {
  const byFirst = new Map(pages.map((page) => [page.first, page]));
  for (const page of changed) byFirst.set(page.first, page);
  return [...byFirst.values()].sort((a, b) => a.first - b.first);
};

/** The pages of one mailbox in the store, by their keys. What is written here nobody knows of until a state names it. */
export const createPageRecords = (open: Records<IndexPage | ContentPage>) => {
  const indexes = open as Records<IndexPage>;
  const contents = open as Records<ContentPage>;
  const readIndex = async (page: number): Promise<IndexPage> => (await indexes.get(indexKey(page))) ?? toIndexPage([]);

  return {
    readIndex,

    /** Writes messages into a new page, or to those that are in it: contents first. */
    async write(page: number, messages: readonly StoredMessage[], isNew: boolean): Promise<PageRef> {
      const lines = new Map<number, Pick<StoredMessage, 'uid' | 'receivedAt' | 'flags'>>();
      if (!isNew) for (const line of fromIndexPage(await readIndex(page))) lines.set(line.uid, line);
      for (const message of messages) lines.set(message.uid, message);
      const before = isNew ? undefined : await contents.get(contentKey(page));
      const content = before ? joinContent(before, toContentPage(messages)) : toContentPage(messages);
      const sorted = [...lines.values()].sort((a, b) => a.uid - b.uid);
      const index = toIndexPage(sorted);
      await contents.set(contentKey(page), content);
      await indexes.set(indexKey(page), index);
      const last = sorted.at(-1)?.uid ?? page;
      return { first: page, last, count: sorted.length, unseen: countUnseen(index), bytes: sizeOfContent(content) };
    },

    /** Writes the index pages that `change` gives; null: stays as it is. Resolves with what the changed ones look like now. */
    async change(change: (page: PageRef, index: IndexPage) => IndexPage | null, pages: readonly PageRef[]): Promise<PageRef[]> {
      const changed: PageRef[] = [];
      for (const page of pages) {
        const index = change(page, await readIndex(page.first));
        if (!index) continue;
        await indexes.set(indexKey(page.first), index);
        changed.push({ ...page, count: index.uids.length, unseen: countUnseen(index) });
      }
      return changed;
    },

    /** Removes contents that no index speaks of, and pages that are not in the directory any more. */
    async tidy(untidy: readonly number[], directory: readonly PageRef[]): Promise<void> {
      const kept = new Set(directory.map(({ first }) => first));
      for (const page of untidy) {
        if (!kept.has(page)) {
          await open.deleteMany([contentKey(page), indexKey(page)]);
          continue;
        }
        const content = await contents.get(contentKey(page));
        if (content) await contents.set(contentKey(page), filterContent(content, new Set((await readIndex(page)).uids)));
      }
    },

    /** Reads messages, in no particular order; those that are not there are left out. */
    async readMany(directory: readonly PageRef[], uids: readonly number[]): Promise<StoredMessage[]> {
      const found: StoredMessage[] = [];
      for (const [page, group] of Map.groupBy(uids, (uid) => pageOf(directory, uid)?.first)) {
        if (page === undefined) continue;
        const [index, content] = await Promise.all([readIndex(page), contents.get(contentKey(page))]);
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
