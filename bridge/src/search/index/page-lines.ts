import { hasFlag } from '../../imap/grammar/flags.ts';
import type { MailboxStore } from '../../mail-store/mailbox-store.ts';
import type { PageRef } from '../../mail-store/page-layout.ts';

/** The messages of a page as they are now, in nine bytes each. Columns of equal length, ascending by UID. */
export interface PageLines {
  uids: Uint32Array;
  /** Seconds since 1970. */
  dates: Uint32Array;
  /** `unread`, `starred`. */
  flags: Uint8Array;
}

export const unread = 1;
export const starred = 2;

/** A page that changes gets another reference. */
const known = new WeakMap<PageRef, PageLines>();

/** Reads the messages of a page; those that were read before are remembered for as long as the page is as it was. */
export const readPageLines = async (store: MailboxStore, page: PageRef): Promise<PageLines> => {
  const found = known.get(page);
  if (found) return found;
  const { uids, dates, flags, flagSets } = await store.readPage(page);
  const bits = flagSets.map((set) => (hasFlag(set, '\\Seen') ? 0 : unread) | (hasFlag(set, '\\Flagged') ? starred : 0));
  const lines = { uids: Uint32Array.from(uids), dates: Uint32Array.from(dates), flags: Uint8Array.from(flags, (place) => bits[place]!) };
  known.set(page, lines);
  return lines;
};

/** The place of a message in a page; -1 where it is not there. */
export const placeOf = ({ uids }: Pick<PageLines, 'uids'>, uid: number): number => {
  let low = 0;
  let high = uids.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = uids[middle]!;
    if (found === uid) return middle;
    if (found < uid) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
};
