import type { SearchObject } from 'imapflow';
import type { SearchQuery } from '@kurrier/shared/search/search-query';
import { formatUidSet, type UidRanges } from '../imap/grammar/uid-set.ts';

/** A command is to stay short; more ranges are sorted out afterwards. */
const mostRanges = 100;

const keys = { any: 'text', from: 'from', to: 'to', subject: 'subject' } as const;

/** What a query is in SEARCH (RFC 9051 §6.4.4), one criterion each; attachments it cannot ask for. `uids`: only these are of interest. */
export const serverCriteria = ({ words, since, before, isUnread, isStarred }: SearchQuery, uids: UidRanges | null): SearchObject[] => [
  ...(uids && uids.length <= mostRanges ? [{ uid: formatUidSet(uids) }] : []),
  ...(isUnread === null ? [] : [{ seen: !isUnread }]),
  ...(isStarred === null ? [] : [{ flagged: isStarred }]),
  // Days of the server's calendar: a day more on either side, and our own look at the time afterwards.
  ...(since === null ? [] : [{ since: new Date(since - dayMs) }]),
  ...(before === null ? [] : [{ before: new Date(before + 2 * dayMs) }]),
  ...words.flatMap(({ field, text }): SearchObject[] =>
    field === 'to' ? [{ or: [{ to: text }, { cc: text }] }] : [{ [keys[field]]: text }],
  ),
];

const dayMs = 24 * 60 * 60_000;
