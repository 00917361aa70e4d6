import type { MailboxCursor } from './mailbox-cursor.ts';
import { cursorOf, toStoredCursor, type MailboxState, type MailboxTrouble } from './mailbox-state.ts';
import { pageOf, placeNewMessages, type PageRef } from './message-pages.ts';
import { createPageRecords, touchedBy, withPages } from './page-records.ts';
import type { Records } from './records.ts';
import { fromIndexPage, toIndexPage, type ContentPage, type IndexPage, type StoredMessage } from './stored-page.ts';
import { containsUid, type UidRanges } from './uid-set.ts';

type MailboxRecord = MailboxState | IndexPage | ContentPage;

export interface MailboxStore {
  /** Null before the first sync. */
  cursor(): MailboxCursor | null;
  pages(): readonly PageRef[];
  /** Grows with every change that a reader could see, also over restarts. */
  revision(): number;
  /** Unread messages among those that are stored. */
  unseen(): number;
  /** About how much room the messages take. */
  bytes(): number;
  /** Messages that connections end over. */
  trouble(): MailboxTrouble;
  /** Keeps what has been found out of them. */
  noteTrouble(change: Partial<MailboxTrouble>): Promise<void>;
  /** Forgets everything and starts over with this cursor. */
  begin(cursor: Omit<MailboxCursor, 'messages'>): Promise<void>;
  /** Stores a page of messages older than all others, ascending; then everything from `backfillBelow` on is there. */
  addOlder(messages: readonly StoredMessage[], backfillBelow: number | null): Promise<void>;
  /** Stores messages newer than all others, ascending; messages that are there already are taken as they are now. */
  addNewer(messages: readonly StoredMessage[], uidNext: number): Promise<void>;
  /** Stores messages somewhere between the others: such as were missing. */
  addMissing(messages: readonly StoredMessage[]): Promise<void>;
  /** Puts the headers of a message into its place, if it still has one; its flags stay as they are. */
  fillIn(message: StoredMessage): Promise<void>;
  /** Changes flags; UIDs that are not stored are passed over. Returns how many were different. */
  setFlags(flags: ReadonlyMap<number, string>): Promise<number>;
  /** Removes messages from the index, at once for every reader; `tidy` removes their contents. Returns how many were there. */
  remove(gone: UidRanges): Promise<number>;
  /** Removes the contents of removed messages from the disk. */
  tidy(): Promise<void>;
  /** Says how far the stored messages reach. */
  moveCursor(cursor: Partial<Omit<MailboxCursor, 'messages' | 'uidValidity'>>): Promise<void>;
  /** Reads the index of all pages, oldest first. */
  readIndex(): AsyncGenerator<IndexPage>;
  /** Reads messages, in no particular order; those that are not there are left out. */
  readMany(uids: readonly number[]): Promise<StoredMessage[]>;
  clear(): Promise<void>;
}

const stateKey = 'state';
const noTrouble: MailboxTrouble = { suspicion: null, unreadable: [] };

/**
 * Opens the messages of one mailbox. Every change writes contents, then index, then the state that names the pages and the
 * cursor, so that a crash at any moment leaves a state whose pages are all there, and at worst work to repeat. One writer at a time.
 */
export const openMailboxStore = async (open: Records<MailboxRecord>): Promise<MailboxStore> => {
  const states = open as Records<MailboxState>;
  const pageRecords = createPageRecords(open as Records<IndexPage | ContentPage>);
  let state = (await states.get(stateKey)) ?? null;
  let last: Promise<unknown> = Promise.resolve();
  let revision = Date.now() * 1000;

  /** Changes wait for each other: the sync, and what a person does meanwhile. */
  const exclusively = <Value>(change: () => Promise<Value>): Promise<Value> => {
    const run = last.then(change);
    last = run.catch(() => undefined);
    return run;
  };

  const saveState = async (next: MailboxState): Promise<void> => {
    await states.set(stateKey, next);
    state = next;
    revision++;
  };

  const stateNow = (): MailboxState => {
    if (!state) throw new Error('the mailbox has not been begun');
    return state;
  };

  return {
    cursor: () => state && cursorOf(state),
    pages: () => state?.pages ?? [],
    revision: () => revision,
    unseen: () => state?.pages.reduce((sum, page) => sum + page.unseen, 0) ?? 0,
    bytes: () => state?.pages.reduce((sum, page) => sum + page.bytes, 0) ?? 0,
    begin: (cursor) =>
      exclusively(async () => {
        await open.clear();
        await saveState({ cursor: toStoredCursor(cursor), pages: [], untidy: [] });
      }),
    trouble: () => state?.trouble ?? noTrouble,
    noteTrouble: (change) =>
      exclusively(async () => {
        const before = stateNow();
        await saveState({ ...before, trouble: { ...(before.trouble ?? noTrouble), ...change } });
      }),
    addOlder: (messages, backfillBelow) =>
      exclusively(async () => {
        const before = stateNow();
        const page = messages.length > 0 ? [await pageRecords.write(messages[0]!.uid, messages, true)] : [];
        await saveState({ ...before, cursor: { ...before.cursor, backfillBelow }, pages: withPages(before.pages, page) });
      }),
    addNewer: (messages, uidNext) =>
      exclusively(async () => {
        const before = stateNow();
        const byUid = new Map(messages.map((message) => [message.uid, message]));
        const written: PageRef[] = [];
        for (const { page, isNew, uids } of placeNewMessages(before.pages, [...byUid.keys()]))
          written.push(
            await pageRecords.write(
              page,
              uids.map((uid) => byUid.get(uid)!),
              isNew,
            ),
          );
        const cursor = { ...before.cursor, uidNext: Math.max(before.cursor.uidNext, uidNext) };
        await saveState({ ...before, cursor, pages: withPages(before.pages, written) });
      }),
    addMissing: (messages) =>
      exclusively(async () => {
        const { pages } = stateNow();
        const byPage = Map.groupBy(messages, ({ uid }) => pages.findLast(({ first }) => first <= uid)?.first);
        for (const [page, group] of byPage) {
          const ref = await pageRecords.write(page ?? group[0]!.uid, group, page === undefined);
          await saveState({ ...stateNow(), pages: withPages(stateNow().pages, [ref]) });
        }
      }),
    fillIn: (message) =>
      exclusively(async () => {
        const before = stateNow();
        const page = pageOf(before.pages, message.uid);
        const line = page && fromIndexPage(await pageRecords.readIndex(page.first)).find(({ uid }) => uid === message.uid);
        if (!line) return;
        const changed = await pageRecords.write(page.first, [{ ...message, flags: line.flags }], false);
        await saveState({ ...before, pages: withPages(before.pages, [changed]) });
      }),
    setFlags: (flags) =>
      exclusively(async () => {
        const before = stateNow();
        const touched = new Set([...flags.keys()].map((uid) => pageOf(before.pages, uid)).filter((page) => page !== undefined));
        let changes = 0;
        const changed = await pageRecords.change(
          (_, index) => {
            const lines = fromIndexPage(index);
            const different = lines.filter((line) => flags.has(line.uid) && flags.get(line.uid) !== line.flags);
            changes += different.length;
            for (const line of different) line.flags = flags.get(line.uid)!;
            return different.length > 0 ? toIndexPage(lines) : null;
          },
          [...touched],
        );
        if (changed.length > 0) await saveState({ ...before, pages: withPages(before.pages, changed) });
        return changes;
      }),
    remove: (gone) =>
      exclusively(async () => {
        const before = stateNow();
        let removed = 0;
        const changed = await pageRecords.change(
          (page, index) => {
            const lines = fromIndexPage(index).filter(({ uid }) => !containsUid(gone, uid));
            removed += index.uids.length - lines.length;
            // A crash may have come between the index and the state that counts it.
            return lines.length < page.count ? toIndexPage(lines) : null;
          },
          touchedBy(before.pages, gone),
        );
        if (changed.length === 0) return 0;
        const left = withPages(before.pages, changed).filter((page) => page.count > 0);
        await saveState({ ...before, pages: left, untidy: [...new Set([...before.untidy, ...changed.map((page) => page.first)])] });
        return removed;
      }),
    tidy: () =>
      exclusively(async () => {
        if (!state || state.untidy.length === 0) return;
        await pageRecords.tidy(state.untidy, state.pages);
        await saveState({ ...stateNow(), untidy: [] });
      }),
    moveCursor: (cursor) =>
      exclusively(async () => {
        const before = stateNow();
        await saveState({ ...before, cursor: toStoredCursor({ ...cursorOf(before), ...cursor }) });
      }),
    async *readIndex() {
      for (const { first } of state?.pages ?? []) yield await pageRecords.readIndex(first);
    },
    readMany: (uids) => pageRecords.readMany(state?.pages ?? [], uids),
    clear: () =>
      exclusively(async () => {
        await open.clear();
        state = null;
        revision++;
      }),
  };
};
