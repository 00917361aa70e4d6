import { cursorOf, noTrouble, toStoredCursor, type MailboxRecord, type MailboxState } from './mailbox-record.ts';
import { openKeptState } from './mailbox-state.ts';
import type { MailboxStore } from './mailbox-store.ts';
import { pageOf, placeNewMessages, type PageRef } from './page-layout.ts';
import { createPageRecords, touchedBy, withPages } from './page-storage.ts';
import type { Records } from './key-value-records.ts';
import { filterIndex, fromIndexPage, withFlags, type ContentPage, type IndexPage, type StoredMessage } from './page-format.ts';
import { containsUid } from '../imap/grammar/uid-set.ts';

/**
 * Opens the messages of one mailbox. Every change writes contents, then index, then the state that names the pages and the
 * cursor, so that a crash at any moment leaves a state whose pages are all there, and at worst work to repeat. One writer at a time.
 * `forgetDerived` removes what was made out of the messages; it is called before these are forgotten.
 */
export const openMailboxStore = async (
  open: Records<MailboxRecord>,
  forgetDerived: () => Promise<void> = async () => {},
): Promise<MailboxStore> => {
  const kept = await openKeptState(open as Records<MailboxState>);
  const { exclusively, save: saveState, now: stateNow, mark } = kept;
  const pageRecords = createPageRecords(open as Records<IndexPage | ContentPage>);

  /**
   * Writes messages into pages that are there, or, null, into new ones, which are found by their keys; then the state that knows of them.
   */
  const place = async (
    changes: readonly { page: PageRef | null; messages: readonly StoredMessage[] }[],
    uidNext: number,
  ): Promise<void> => {
    const before = await mark(changes.flatMap(({ page }) => page ?? []));
    const written: PageRef[] = [];
    let { nextPage } = before;
    for (const { page, messages } of changes) written.push(await pageRecords.write(page ?? nextPage++, messages));
    const cursor = { ...before.cursor, uidNext: Math.max(before.cursor.uidNext, uidNext) };
    const changed = changes.flatMap(({ messages }) => messages.map(({ uid }) => uid));
    await saveState({ ...before, cursor, pages: withPages(before.pages, written), nextPage }, { changed });
  };

  return {
    cursor() {
      const state = kept.read();
      return state && cursorOf(state);
    },
    pages: () => kept.read()?.pages ?? [],
    revision: () => kept.revision(),
    changesSince: (earlier) => kept.changesSince(earlier),
    unseen: () => kept.read()?.pages.reduce((sum, page) => sum + page.unseen, 0) ?? 0,
    bytes: () => kept.read()?.pages.reduce((sum, page) => sum + page.bytes, 0) ?? 0,
    async newestAt() {
      const newest = kept.read()?.pages.at(-1);
      if (!newest) return null;
      const { dates } = await pageRecords.readIndex(newest);
      return dates.length > 0 ? Math.max(...dates) * 1000 : null;
    },
    begin: (cursor) =>
      exclusively(async () => {
        await forgetDerived();
        await open.clear();
        await saveState({ cursor: toStoredCursor(cursor), pages: [], nextPage: 1, untidy: [] });
        kept.forget();
      }),
    trouble: () => kept.read()?.trouble ?? noTrouble,
    noteTrouble: (change) =>
      exclusively(async () => {
        const before = stateNow();
        await saveState({ ...before, trouble: { ...(before.trouble ?? noTrouble), ...change } });
      }),
    addOlder: (messages, backfillBelow) =>
      exclusively(async () => {
        const before = stateNow();
        const written = messages.length > 0 ? [await pageRecords.write(before.nextPage, messages)] : [];
        const nextPage = before.nextPage + written.length;
        await saveState(
          { ...before, cursor: { ...before.cursor, backfillBelow }, pages: withPages(before.pages, written), nextPage },
          { changed: messages.map(({ uid }) => uid) },
        );
      }),
    addNewer: (messages, uidNext) =>
      exclusively(async () => {
        const { pages } = stateNow();
        const byUid = new Map(messages.map((message) => [message.uid, message]));
        const placed = placeNewMessages(pages, [...byUid.keys()]).map(({ joins, uids }) => ({
          page: joins,
          messages: uids.map((uid) => byUid.get(uid)!),
        }));
        await place(placed, uidNext);
      }),
    addMissing: (messages) =>
      exclusively(async () => {
        const { pages, cursor } = stateNow();
        const byPage = Map.groupBy(messages, ({ uid }) => pages.findLast(({ first }) => first <= uid) ?? null);
        await place(
          [...byPage].map(([page, group]) => ({ page, messages: group })),
          cursor.uidNext,
        );
      }),
    fillIn: (message) =>
      exclusively(async () => {
        const page = pageOf(stateNow().pages, message.uid);
        const line = page && fromIndexPage(await pageRecords.readIndex(page)).find(({ uid }) => uid === message.uid);
        if (line) await place([{ page, messages: [{ ...message, flags: line.flags }] }], stateNow().cursor.uidNext);
      }),
    setFlags: (flags) =>
      exclusively(async () => {
        const { pages } = stateNow();
        const touched = new Set([...flags.keys()].map((uid) => pageOf(pages, uid)).filter((page) => page !== undefined));
        const differing: number[] = [];
        const planned = await pageRecords.plan(
          (_, index) => {
            const found = withFlags(index, flags);
            for (const uid of found?.changed ?? []) differing.push(uid);
            return found?.index ?? null;
          },
          [...touched],
        );
        if (planned.length === 0) return 0;
        const before = await mark(planned.map(({ page }) => page));
        const changed = await pageRecords.apply(planned);
        await saveState({ ...before, pages: withPages(before.pages, changed) }, { changed: differing });
        return differing.length;
      }),
    remove: (gone) =>
      exclusively(async () => {
        const removed: number[] = [];
        const planned = await pageRecords.plan(
          (_, index) => {
            const going = new Set(index.uids.filter((uid) => containsUid(gone, uid)));
            for (const uid of going) removed.push(uid);
            return going.size > 0 ? filterIndex(index, (uid) => !going.has(uid)) : null;
          },
          touchedBy(stateNow().pages, gone),
        );
        if (planned.length === 0) return 0;
        await mark(planned.map(({ page }) => page));
        const left = withPages(stateNow().pages, await pageRecords.apply(planned)).filter((page) => page.count > 0);
        // Their contents are tidied later, all at once.
        await saveState({ ...stateNow(), pages: left }, { removed });
        return removed.length;
      }),
    tidy: () =>
      exclusively(async () => {
        const state = kept.read();
        if (!state) return;
        if (kept.takeOrphans()) await pageRecords.removeFrom(state.nextPage);
        if (state.untidy.length === 0) return;
        const pages = withPages(state.pages, await pageRecords.tidy(state.untidy, state.pages)).filter((page) => page.count > 0);
        await saveState({ ...stateNow(), pages, untidy: [] });
      }),
    moveCursor: (cursor) =>
      exclusively(async () => {
        const before = stateNow();
        const { messages: _, ...now } = cursorOf(before);
        await saveState({ ...before, cursor: toStoredCursor({ ...now, ...cursor }) });
      }),
    async *readIndex() {
      for (const page of kept.read()?.pages ?? []) yield await pageRecords.readIndex(page);
    },
    async readNewest() {
      const newest = kept.read()?.pages.at(-1);
      return newest ? pageRecords.readIndex(newest) : null;
    },
    readPage: (page) => pageRecords.readIndex(page),
    readMany: (uids) => pageRecords.readMany(kept.read()?.pages ?? [], uids),
    clear: () =>
      exclusively(async () => {
        await forgetDerived();
        await open.clear();
        kept.forget({ isGone: true });
      }),
  };
};
