/** Ascending, non-overlapping ranges of UIDs, both ends included. Never expanded: `1:4294967295` is one range. */
export type UidRanges = readonly (readonly [first: number, last: number])[];

const largestUid = 0xffffffff;

const parseUid = (text: string): number | null => {
  if (!/^\d{1,10}$/.test(text)) return null;
  const uid = Number(text);
  return uid >= 1 && uid <= largestUid ? uid : null;
};

/** Parses `1:5,9,12:*`-like sets (RFC 9051 §9 sequence-set, without `*`) of any order into merged ranges; null when it is none. */
export const parseUidSet = (text: string): UidRanges | null => {
  const ranges: [number, number][] = [];
  for (const item of text.split(',')) {
    const colon = item.indexOf(':');
    const a = parseUid(colon < 0 ? item : item.slice(0, colon));
    const b = colon < 0 ? a : parseUid(item.slice(colon + 1));
    if (a === null || b === null) return null;
    ranges.push([Math.min(a, b), Math.max(a, b)]);
  }
  return mergeRanges(ranges);
};

/** Sorts ranges and joins those that touch or overlap. */
export const mergeRanges = (ranges: readonly (readonly [number, number])[]): UidRanges => {
  const merged: [number, number][] = [];
  for (const [first, last] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const previous = merged.at(-1);
    if (previous && first <= previous[1] + 1) previous[1] = Math.max(previous[1], last);
    else merged.push([first, last]);
  }
  return merged;
};

/** The ranges that hold exactly these UIDs; they may come in any order. */
export const rangesOf = (uids: Iterable<number>): UidRanges => mergeRanges([...uids].map((uid) => [uid, uid]));

/** Writes ranges as a sequence-set. */
export const formatUidSet = (ranges: UidRanges): string =>
  ranges.map(([first, last]) => (first === last ? `${first}` : `${first}:${last}`)).join(',');

/** How many UIDs the ranges hold. */
export const countUids = (ranges: UidRanges): number => ranges.reduce((sum, [first, last]) => sum + last - first + 1, 0);

/** Whether one of the ranges holds the UID; logarithmic. */
export const containsUid = (ranges: UidRanges, uid: number): boolean => {
  let low = 0;
  let high = ranges.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const [first, last] = ranges[middle]!;
    if (uid < first) high = middle - 1;
    else if (uid > last) low = middle + 1;
    else return true;
  }
  return false;
};

/** The newest `count` UIDs below `below`, as ranges; fewer where there are no more. */
export const takeNewest = (ranges: UidRanges, { below, count }: { below: number; count: number }): UidRanges => {
  const taken: [number, number][] = [];
  let missing = count;
  for (let i = ranges.length - 1; i >= 0 && missing > 0; i--) {
    const [first, end] = ranges[i]!;
    const last = Math.min(end, below - 1);
    if (last < first) continue;
    const from = Math.max(first, last - missing + 1);
    taken.unshift([from, last]);
    missing -= last - from + 1;
  }
  return taken;
};

/** No mailbox holds more messages; a server that says so is not believed. */
const mostExpanded = 5_000_000;

/** Every UID of the ranges, ascending; not more than five million. */
export const expandRanges = (ranges: UidRanges): number[] => {
  const uids: number[] = [];
  for (const [first, last] of ranges) for (let uid = first; uid <= last && uids.length < mostExpanded; uid++) uids.push(uid);
  return uids;
};
