import { mergeRanges, type UidRanges } from './uid-set.ts';

/** What a SEARCH found; `unread` counts the items that are no UID, where there are any: they hide none of the others. */
export interface FoundUids {
  uids: UidRanges;
  unread?: number;
}

/** Reads the numbers behind `* SEARCH`; also ranges, and with commas between them, which some servers write. */
export const readSearch = (rest: string): FoundUids => {
  const data = rest.indexOf('(');
  return readItems(rest, 0, data < 0 ? rest.length : data);
};

/** Reads ESEARCH (RFC 4731); without ALL nothing was found. */
export const readEsearch = (rest: string): FoundUids => {
  const all = /(?:^|[ )])ALL +"?/i.exec(rest);
  if (!all) return { uids: [] };
  const from = all.index + all[0].length;
  const stop = /[\s"]/g;
  stop.lastIndex = from;
  const to = stop.exec(rest)?.index ?? rest.length;
  return readItems(rest, from, to);
};

/** Reads what stands behind `* VANISHED ` (RFC 7162 §3.2.10). Null where nothing in it is a set of UIDs. */
export const readVanished = (rest: string): { uids: UidRanges; isEarlier: boolean } | null => {
  const earlier = /^\(EARLIER\) */i.exec(rest.slice(0, 40))?.[0] ?? '';
  if (/[\s(]/.test(rest.slice(earlier.length))) return null;
  const { uids } = readItems(rest, earlier.length, rest.length);
  return uids.length > 0 ? { uids, isEarlier: earlier !== '' } : null;
};

const largestUid = 0xffffffff;
const [zero, nine, colon, comma, quote] = [48, 57, 58, 44, 34];
/** Gaps that a mailbox has: more ranges than this, or than this out of order, are not read further. */
const mostRanges = 500_000;
const mostUnordered = 20_000;
/** An item that is longer is no UID and no range; what stands behind it, or behind so many that are none, is not read. */
const longestItem = 40;
const mostUnread = 1_000;

const isSeparator = (code: number): boolean => code <= 32 || code === comma || code === quote;

/**
 * The UIDs and ranges of UIDs between two places, in one pass: these lists have megabytes. Ascending ones, as nearly all servers
 * write them, are put together at once.
 */
const readItems = (text: string, start: number, end: number): FoundUids => {
  const ranges: [number, number][] = [];
  let isOrdered = true;
  let unread = 0;
  let last: [number, number] | undefined;
  for (let at = start; at < end;) {
    if (isSeparator(text.charCodeAt(at))) {
      at++;
      continue;
    }
    let [first, second] = [0, -1];
    let isUid = true;
    let digits = 0;
    const itemEnd = Math.min(end, at + longestItem);
    for (; at < itemEnd; at++) {
      const code = text.charCodeAt(at);
      if (code >= zero && code <= nine) {
        digits++;
        if (second < 0) first = Math.min(first * 10 + code - zero, 2 * largestUid);
        else second = Math.min(second * 10 + code - zero, 2 * largestUid);
      } else if (code === colon && second < 0 && digits > 0) {
        second = 0;
        digits = 0;
      } else if (isSeparator(code)) break;
      else isUid = false;
    }
    if (second < 0) second = first;
    const [low, high] = first <= second ? [first, second] : [second, first];
    const isCut = at === itemEnd && at < end && !isSeparator(text.charCodeAt(at));
    if (!isUid || digits === 0 || low < 1 || high > largestUid || isCut) unread++;
    else if (last && low >= last[0] && low <= last[1] + 1) last[1] = Math.max(last[1], high);
    else {
      if (last && low < last[0]) isOrdered = false;
      ranges.push((last = [low, high]));
    }
    const isTooMuch = isCut || unread > mostUnread || ranges.length >= (isOrdered ? mostRanges : mostUnordered);
    if (isTooMuch && at < end) {
      unread++;
      break;
    }
  }
  return { uids: isOrdered ? ranges : mergeRanges(ranges), ...(unread > 0 && { unread }) };
};
