import type { Failure } from '@kurrier/shared/failure/failure';
import { succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import { listUids } from '../../imap/list-uids.ts';
import { searchUids, type NamedUids } from '../../imap/search-uids.ts';
import { countUids, mergeRanges, type UidRanges } from '../../imap/grammar/uid-set.ts';
import type { ImapSession } from '../../imap/imap-session.ts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const sinceDay = (since: number): string => {
  const date = new Date(since);
  return `SINCE ${date.getUTCDate()}-${months[date.getUTCMonth()]}-${date.getUTCFullYear()}`;
};

/** SEARCH criteria for messages with a UID below that one, null for all of them, that did not come before `since`. */
export const olderThan = (below: number | null, since: number | null): string => {
  const range = below === null ? 'UID 1:*' : below > 1 ? `UID 1:${below - 1}` : 'UID 1';
  return since === null ? range : `${range} ${sinceDay(since)}`;
};

/** How many messages the mailbox holds, and how many of them are stored. */
interface Counts {
  messages: number;
  stored: number;
}

/** Whether an answer about older messages fits what else the server said: all of them are there, or, of those since a day, at least one. */
export const fitsCounts = ({ uids, isComplete }: NamedUids, since: number | null, { messages, stored }: Counts): boolean => {
  const found = countUids(uids);
  return isComplete && (since === null ? found + stored >= messages : found > 0 || messages === stored);
};

/** The UIDs of the messages that the first sync has still to fetch; where the answer does not fit, what other questions bring as well. */
export const listOlder = async (
  session: ImapSession,
  { below, since, ...counts }: { below: number; since: number | null } & Counts,
): Promise<Outcome<UidRanges, Failure>> => {
  const { messages } = counts;
  const found = await searchUids(session, { criteria: olderThan(below, since), messages });
  if (!found.ok || fitsCounts(found.value, since, counts)) return found.ok ? succeed(found.value.uids) : found;
  const more =
    since === null ? await listUids(session, { from: 1, messages }) : await searchUids(session, { criteria: sinceDay(since), messages });
  return more.ok ? succeed(mergeRanges([...found.value.uids, ...more.value.uids])) : more;
};
