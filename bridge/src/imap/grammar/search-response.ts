import { mergeRanges, parseUidSet, type UidRanges } from './uid-set.ts';

/** What a SEARCH found; `unread` counts the items that are no UID, where there are any: they hide none of the others. */
export interface FoundUids {
  uids: UidRanges;
  unread?: number;
}

/** Reads the numbers behind `* SEARCH`; also ranges, and with commas between them, which some servers write. */
export const readSearch = (rest: string): FoundUids => readItems(rest.replace(/\(.*$/s, '').split(/[\s,]+/));

/** Reads ESEARCH (RFC 4731); without ALL nothing was found. */
export const readEsearch = (rest: string): FoundUids => {
  const all = /(?:^|[ )])ALL +"?([^\s"]+)/i.exec(rest)?.[1];
  return readSet(all ?? '');
};

/** Reads what stands behind `* VANISHED ` (RFC 7162 §3.2.10). Null where nothing in it is a set of UIDs. */
export const readVanished = (rest: string): { uids: UidRanges; isEarlier: boolean } | null => {
  const found = /^(\(EARLIER\) *)?(\S+)$/i.exec(rest);
  if (!found) return null;
  const { uids } = readSet(found[2]!);
  return uids.length > 0 ? { uids, isEarlier: found[1] !== undefined } : null;
};

/** A set as a whole, and item by item only where that is none: it may be long. */
const readSet = (set: string): FoundUids => {
  const uids = set === '' ? [] : parseUidSet(set);
  return uids ? { uids } : readItems(set.split(','));
};

const readItems = (items: readonly string[]): FoundUids => {
  const ranges: (readonly [number, number])[] = [];
  let unread = 0;
  for (const item of items) {
    if (item === '') continue;
    const set = parseUidSet(item);
    if (set) ranges.push(...set);
    else unread++;
  }
  return { uids: mergeRanges(ranges), ...(unread > 0 && { unread }) };
};
