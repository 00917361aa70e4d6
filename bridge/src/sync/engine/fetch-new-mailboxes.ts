import type { Failure } from '@kurrier/shared/failure/failure';
import { succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import { isBeyondMailbox } from '../../imap/failure-scope.ts';
import type { MailboxStatus } from '../../imap/grammar/mailbox-status.ts';
import { containsUid, countUids } from '../../imap/grammar/uid-set.ts';
import { searchUids } from '../../imap/search-uids.ts';
import { withArrivalTimes } from '../fetch/arrival-times.ts';
import { canFetchEarly, fetchEarly, type EarlyMessages } from '../fetch/fetch-early.ts';
import { olderThan } from '../fetch/list-older.ts';
import { openMailbox } from '../fetch/open-mailbox.ts';
import { firstCursor } from '../plan-sync.ts';
import { workInFlights, type FlightOptions, type InFlight } from './many-in-flight.ts';
import type { PendingMailbox } from './survey-account.ts';

interface Fetched {
  status: MailboxStatus;
  messages: EarlyMessages;
}

/**
 * Fetches mailboxes that were never synced and hold little, many in one flight. Done is one of which everything came: as many messages as the
 * server says there are, those that it lists, one after the other. What is left has a cursor, and is opened first when it is its turn.
 */
export const fetchNewMailboxes = (
  pending: readonly PendingMailbox[],
  { since, ...options }: FlightOptions & { since: number | null },
): ReturnType<typeof workInFlights> =>
  workInFlights(pending, options, {
    suits: ({ connection, store, status }) =>
      canFetchEarly({ connection, store, since, surveyed: status }) || (status.messages === 0 && since === null && store.cursor() === null),
    // A message that ends the connection may take the answer to the opening with it: next time it is opened first.
    prepare: ({ store, status }) => store.begin(firstCursor(status)),
    ask: fetchAll,
    async take({ store }, { status, messages }) {
      const ascending = [...messages.values()];
      await store.begin(firstCursor(status));
      const [oldest] = ascending;
      if (oldest) await store.addOlder(await withArrivalTimes(store, ascending), oldest.uid);
      await store.addOlder([], null);
      return status;
    },
  });

const fetchAll = async ({ connection, mailbox, status: { messages }, store }: InFlight): Promise<Outcome<Fetched | null, Failure>> => {
  const { session } = connection;
  const [opened, fetched, listed] = await Promise.all([
    openMailbox(connection, { name: mailbox.name, cursor: null, isAfterEarlier: true }),
    // Before the list: Dovecot carries both out at once, and what belongs to which is known by what is answered already.
    messages > 0 ? fetchEarly(session, messages) : new Map<number, never>(),
    searchUids(session, { criteria: olderThan(null, null), messages: Infinity }),
  ]);
  // Nothing of it was begun, then.
  if (!opened.ok && !isBeyondMailbox(opened.failure)) await store.clear();
  if (!opened.ok) return opened;
  if (!listed.ok) return listed;
  const { status } = opened.value;
  const uids = [...fetched.keys()];
  const isWhole =
    uids.length === status.messages &&
    uids.length === countUids(listed.value.uids) &&
    uids.every((uid) => uid < status.uidNext && containsUid(listed.value.uids, uid));
  return succeed(isWhole ? { status, messages: fetched } : null);
};
