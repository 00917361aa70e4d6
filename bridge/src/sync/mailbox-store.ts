import type { MailboxCursor } from './mailbox-cursor.ts';
import { pageOf, placeNewMessages, type PageRef } from './message-pages.ts';
import { createPageRecords, touchedBy, withPages } from './page-records.ts';
import type { Records } from './records.ts';
import { fromIndexPage, toIndexPage, type ContentPage, type IndexPage, type StoredMessage } from './stored-page.ts';
import { containsUid, type UidRanges } from './uid-set.ts';

/** The cursor as it is stored: the number of messages follows from the pages, and bigints are text. */
type StoredCursor = Omit<MailboxCursor, 'messages' | 'highestModSeq'> & { highestModSeq: string | null };

/** What a mailbox's name space begins with: where its pages are, and how far they reach. Written last, so it never promises more than is there. */
interface MailboxState {
  cursor: StoredCursor;
  pages: PageRef[];
  /** Pages whose contents still hold messages that are gone. */
  untidy: number[];
}

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
  /** Forgets everything and starts over with this cursor. */
  begin(cursor: Omit<MailboxCursor, 'messages'>): Promise<void>;
  /** Stores a page of messages older than all others, ascending; then everything from `backfillBelow` on is there. */
  addOlder(messages: readonly StoredMessage[], backfillBelow: number | null): Promise<void>;
  /** Stores messages newer than all others, ascending; messages that are there already are taken as they are now. */
  addNewer(messages: readonly StoredMessage[], uidNext: number): Promise<void>;
  /** Stores messages somewhere between the others: such as were missing. */
  addMissing(messages: readonly StoredMessage[]): Promise<void>;
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
    cursor: () =>
      state && {
        ...state.cursor,
        highestModSeq: state.cursor.highestModSeq === null ? null : BigInt(state.cursor.highestModSeq),
        messages: state.pages.reduce((sum, { count }) => sum + count, 0),
      },
    pages: () => state?.pages ?? [],
    revision: () => revision,
    unseen: () => state?.pages.reduce((sum, page) => sum + page.unseen, 0) ?? 0,
    bytes: () => state?.pages.reduce((sum, page) => sum + page.bytes, 0) ?? 0,
    begin: (cursor) =>
      exclusively(async () => {
        await open.clear();
        await saveState({ cursor: { ...cursor, highestModSeq: cursor.highestModSeq?.toString() ?? null }, pages: [], untidy: [] });
      }),
    addOlder: (messages, backfillBelow) =>
      exclusively(async () => {
        const { cursor, pages, untidy } = stateNow();
        const page = messages.length > 0 ? [await pageRecords.write(messages[0]!.uid, messages, true)] : [];
        await saveState({ cursor: { ...cursor, backfillBelow }, pages: withPages(pages, page), untidy });
      }),
    addNewer: (messages, uidNext) =>
      exclusively(async () => {
        const { cursor, pages, untidy } = stateNow();
        const byUid = new Map(messages.map((message) => [message.uid, message]));
        const written: PageRef[] = [];
        for (const { page, isNew, uids } of placeNewMessages(pages, [...byUid.keys()]))
          written.push(
            await pageRecords.write(
              page,
              uids.map((uid) => byUid.get(uid)!),
              isNew,
            ),
          );
        await saveState({ cursor: { ...cursor, uidNext: Math.max(cursor.uidNext, uidNext) }, pages: withPages(pages, written), untidy });
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
        const { cursor, pages, untidy } = stateNow();
        let removed = 0;
        const changed = await pageRecords.change(
          (page, index) => {
            const lines = fromIndexPage(index).filter(({ uid }) => !containsUid(gone, uid));
            removed += index.uids.length - lines.length;
            // A crash may have come between the index and the state that counts it.
            return lines.length < page.count ? toIndexPage(lines) : null;
          },
          touchedBy(pages, gone),
        );
        if (changed.length === 0) return 0;
        const left = withPages(pages, changed).filter((page) => page.count > 0);
        await saveState({ cursor, pages: left, untidy: [...new Set([...untidy, ...changed.map((page) => page.first)])] });
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
        const { cursor: before, pages, untidy } = stateNow();
        const { highestModSeq, ...rest } = cursor;
        const modSeq = highestModSeq === undefined ? {} : { highestModSeq: highestModSeq?.toString() ?? null };
        await saveState({ cursor: { ...before, ...rest, ...modSeq }, pages, untidy });
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
