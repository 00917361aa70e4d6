/** Messages lie in pages by UID range: up to `pageFull` are joined to the newest page, a single batch may make one up to `pageLimit`. */
export const pageFull = 500;
const pageLimit = 1_000;

/** Where a page lies: its key is its first UID at the time it was made, which no later page may have. */
export interface PageRef {
  first: number;
  last: number;
  /** How many messages it holds now; those that vanished are not counted. */
  count: number;
  unseen: number;
  /** About how much room it takes. */
  bytes: number;
}

/** UIDs of one page to write: a new page, or more messages for one that is there. */
export interface PagePlacement {
  page: number;
  isNew: boolean;
  uids: number[];
}

/**
 * Decides where new messages go. `uids` ascend and all lie above every page of the directory: the newest page takes
 * them while it is not full; the rest fills new pages.
 */
export const placeNewMessages = (directory: readonly Pick<PageRef, 'first' | 'count'>[], uids: readonly number[]): PagePlacement[] => {
  const placements: PagePlacement[] = [];
  const newest = directory.at(-1);
  const room = newest && newest.count < pageFull ? pageLimit - newest.count : 0;
  const joining = uids.slice(0, room);
  if (newest && joining.length > 0) placements.push({ page: newest.first, isNew: false, uids: joining });
  for (let i = joining.length; i < uids.length; i += pageFull) {
    const rest = uids.slice(i, i + pageFull);
    placements.push({ page: rest[0]!, isNew: true, uids: rest });
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
