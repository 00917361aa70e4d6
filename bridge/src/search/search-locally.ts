import type { SearchQuery } from '@kurrier/shared/search/search-query';
import { createTurns, type EndStep } from '../async/take-turns.ts';
import type { PageRef } from '../mail-store/page-layout.ts';
import type { CharsetGuesses } from '../messages/charset-guesses.ts';
import type { Hit } from './best-hits.ts';
import { findInPage } from './index/find-in-page.ts';
import { matchMessage } from './index/match-message.ts';
import { placeOf, readPageLines, starred, unread, type PageLines } from './index/page-lines.ts';
import { newestOf, type PageHead } from './index/page-head.ts';
import { termsOf, type SearchTerm } from './index/search-terms.ts';
import type { TextEntry } from '../texts/text-directory.ts';
import { createReadForIndex, messagesOf, textStateOf, type IndexedMailbox } from './index/update-index.ts';

/** So many messages that are not in the index yet are read for one search, the newest first. */
const mostRead = 500;

export interface LocalSearch {
  mailboxes: readonly IndexedMailbox[];
  query: SearchQuery;
  signal: AbortSignal;
  guesses: CharsetGuesses;
  /** Gets each message that is found. */
  onHit: (hit: Hit) => void;
  /** Called now and then, with what was found so far told. */
  onTurn: () => void;
}

interface Page {
  source: number;
  page: PageRef;
  head: PageHead | null;
}

/** Searches what is stored, in the index and beside it, about the newest first. Answers how many messages could not be looked at yet. */
export const searchLocally = async (search: LocalSearch): Promise<number> => {
  const { mailboxes, signal, onTurn } = search;
  const terms = termsOf(search.query);
  const pages = await listPages(mailboxes);
  const takeTurns = createTurns();
  let hadTurn = false;
  const endStep = async (): Promise<boolean> => {
    hadTurn = (await takeTurns()) || hadTurn;
    return hadTurn;
  };
  let room = mostRead;
  let left = 0;
  for (const page of pages) {
    if (signal.aborted) return left;
    const unread = await searchPage({ ...search, endStep }, terms, page, room);
    room -= unread.read;
    left += unread.left;
    // Within a page nothing is told: its messages would come in another order than they stand in.
    if (await endStep()) onTurn();
    hadTurn = false;
  }
  return left;
};

/** All pages, those with the newest messages first; such as are not in the index before them. */
const listPages = async (mailboxes: readonly IndexedMailbox[]): Promise<Page[]> => {
  const pages: (Page & { newest: number })[] = [];
  for (const [source, { store, index }] of mailboxes.entries())
    for (const page of store.pages()) {
      const head = await index.readHead(page.key);
      pages.push({ source, page, head, newest: head ? newestOf(head) : Infinity });
    }
  return pages.sort((a, b) => (a.newest === b.newest ? b.page.last - a.page.last : b.newest - a.newest));
};

const searchPage = async (
  search: LocalSearch & { endStep: EndStep },
  terms: readonly SearchTerm[],
  { source, page, head }: Page,
  room: number,
): Promise<{ read: number; left: number }> => {
  const { mailboxes, query, onHit } = search;
  const mailbox = mailboxes[source]!;
  const found = head && (await findInPage(head, (block) => mailbox.index.readBlock(page.key, head, block), terms));
  const stale = head ? findStale(head, await mailbox.texts.entries()) : new Set<number>();
  const hasAll = head !== null && head.uids.length >= page.count && (head.uids.at(-1) ?? 0) >= page.last;
  const isWhole = hasAll && found !== null && stale.size === 0;
  if (isWhole && found.length === 0) return { read: 0, left: 0 };
  const lines = await readPageLines(mailbox.store, page);
  const isFitting = (uid: number): boolean => {
    const place = placeOf(lines, uid);
    return place >= 0 && fits(lines, place, query);
  };
  if (head && found) {
    const attached = query.hasAttachment ? new Set(head.attached) : null;
    for (const { place, isInHeaders } of found) {
      const uid = head.uids[place]!;
      if (stale.has(uid) || (attached && !attached.has(place))) continue;
      if (isFitting(uid)) onHit({ source, uid, date: head.dates[place]!, isInHeaders: terms.length > 0 && isInHeaders });
    }
  }
  if (isWhole) return { read: 0, left: 0 };
  const known = new Set(found ? head?.uids.filter((uid) => !stale.has(uid)) : []);
  const unknown = (await messagesOf(mailbox, page)).filter(({ uid }) => !known.has(uid)).toReversed();
  const read = createReadForIndex(mailbox, unknown, search.guesses);
  for (const { uid, date } of unknown.slice(0, room).filter((message) => isFitting(message.uid))) {
    await search.endStep();
    if (search.signal.aborted) break;
    const message = await read(uid);
    const match = message && (!query.hasAttachment || message.isAttached) ? matchMessage(message.fields, terms) : null;
    if (match) onHit({ source, uid, date, isInHeaders: terms.length > 0 && match.isInHeaders });
  }
  return { read: Math.min(room, unknown.length), left: Math.max(0, unknown.length - room) };
};

/** Messages whose texts came or went since a page was written. */
const findStale = (head: PageHead, entries: ReadonlyMap<number, TextEntry>): ReadonlySet<number> => {
  const known = staleOf.get(head);
  if (known?.entries === entries) return known.stale;
  const stale = new Set(head.uids.filter((uid, place) => textStateOf(entries.get(uid)) !== head.texts[place]));
  staleOf.set(head, { entries, stale });
  return stale;
};

/** A page that is written anew has another head, and texts that changed are another map. */
const staleOf = new WeakMap<PageHead, { entries: ReadonlyMap<number, TextEntry>; stale: ReadonlySet<number> }>();

/** Whether the time and the flags of a message are as the query wants them. */
export const fits = (
  { dates, flags }: PageLines,
  place: number,
  { since, before, isUnread, isStarred }: Pick<SearchQuery, 'since' | 'before' | 'isUnread' | 'isStarred'>,
): boolean => {
  const [receivedAt, own] = [dates[place]! * 1000, flags[place]!];
  return (
    (since === null || receivedAt >= since) &&
    (before === null || receivedAt < before) &&
    (isUnread === null || isUnread === ((own & unread) !== 0)) &&
    (isStarred === null || isStarred === ((own & starred) !== 0))
  );
};
