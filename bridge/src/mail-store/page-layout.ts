/** Messages lie in pages by UID range: up to `pageFull` are joined to the newest page, a single batch may make one up to `pageLimit`. */
export const pageFull = 500;
const pageLimit = 1_000;

/** Where a page lies, and which UIDs it spans. */
export interface PageRef {
  /** Counted up within the mailbox; no later page has it. */
  key: number;
  first: number;
  last: number;
  /** How many messages it holds now; those that vanished are not counted. */
  count: number;
  unseen: number;
  /** About how much room it takes. */
  bytes: number;
}

/** UIDs of one page to write: more messages for one that is there, or a new page. */
export interface PagePlacement<Page> {
  joins: Page | null;
  uids: number[];
}

/**
 * Decides where new messages go. `uids` ascend and all lie above every page of the directory: the newest page takes
 * them while it is not full; the rest fills new pages.
 */
export const placeNewMessages = <Page extends Pick<PageRef, 'count'>>(
  directory: readonly Page[],
  uids: readonly number[],
): PagePlacement<Page>[] => {
  const placements: PagePlacement<Page>[] = [];
  const newest = directory.at(-1);
  const room = newest && newest.count < pageFull ? pageLimit - newest.count : 0;
  const joining = uids.slice(0, room);
  if (newest && joining.length > 0) placements.push({ joins: newest, uids: joining });
  for (let i = joining.length; i < uids.length; i += pageFull) {
    placements.push({ joins: null, uids: uids.slice(i, i + pageFull) });
  }
  return placements;
};

/** The page whose range holds the UID; logarithmic, undefined where there is none. */
export const pageOf = <Page extends Pick<PageRef, 'first' | 'last'>>(directory: readonly Page[], uid: number): Page | undefined => {
  let low = 0;
  let high = directory.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const page = directory[middle]!;
    if (uid < page.first) high = middle - 1;
    else if (uid > page.last) low = middle + 1;
    else return page;
  }
  return undefined;
};
