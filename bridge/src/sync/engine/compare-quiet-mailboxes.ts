import type { Failure } from '@kurrier/shared/failure/failure';
import { succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import { fetchFlags, type FlagList } from '../../imap/fetch-flags.ts';
import type { MailboxStore } from '../../mail-store/mailbox-store.ts';
import { fromIndexPage } from '../../mail-store/page-format.ts';
import { isOther } from '../fetch/open-confirmed.ts';
import { openMailbox } from '../fetch/open-mailbox.ts';
import { hasUnreadableToRetry } from '../fetch/unreadable-messages.ts';
import { mostInFlight, workInFlights, type FlightOptions, type InFlight } from './many-in-flight.ts';
import type { PendingMailbox } from './survey-account.ts';

/**
 * Looks at the flags of mailboxes in which nothing else can have changed, many in one flight, where only looking tells (no CONDSTORE). Done is
 * a mailbox whose messages are those that are stored, one for one; what is not as it was, is left to be opened alone.
 */
export const compareQuietMailboxes = (pending: readonly PendingMailbox[], options: FlightOptions): ReturnType<typeof workInFlights> =>
  workInFlights(pending, options, {
    suits: isQuiet,
    ask: listFlags,
    take: async ({ store, status }, flags) => ((await takeFlags(store, flags)) ? status : null),
  });

/** Whether STATUS says that nothing came and nothing went: what is left are flags. */
const isQuiet = ({ connection: { tracking, access }, store, status }: InFlight): boolean => {
  const cursor = store.cursor();
  return (
    tracking === 'compare' &&
    access === 'EXAMINE' &&
    cursor !== null &&
    cursor.backfillBelow === null &&
    cursor.uidValidity === status.uidValidity &&
    cursor.uidNext === status.uidNext &&
    cursor.messages === status.messages &&
    status.messages <= mostInFlight.messages &&
    !hasUnreadableToRetry(store, Date.now())
  );
};

const listFlags = async ({ connection, mailbox, status, store }: InFlight): Promise<Outcome<FlagList['flags'] | null, Failure>> => {
  if (status.messages === 0) return succeed(new Map());
  const [opened, listed] = await Promise.all([
    openMailbox(connection, { name: mailbox.name, cursor: store.cursor(), isAfterEarlier: true }),
    // Asked a second time it would be about the mailbox that is opened last.
    fetchFlags(connection.session, { from: 1, expected: status.messages, isAfterEarlier: true, times: 1 }),
  ]);
  if (!opened.ok) return opened;
  if (!listed.ok) return listed;
  const now = opened.value.status;
  const isSame = now.uidValidity === status.uidValidity && now.uidNext === status.uidNext && now.messages === status.messages;
  const isCertain = isSame && listed.value.isComplete && !isOther({ objectId: mailbox.objectId ?? null }, now);
  return succeed(isCertain ? listed.value.flags : null);
};

/** Stores flags that are about exactly the messages that are stored; false: they are not, and nothing was done. */
const takeFlags = async (store: MailboxStore, there: FlagList['flags']): Promise<boolean> => {
  const changed = new Map<number, string>();
  let stored = 0;
  for await (const page of store.readIndex()) {
    for (const { uid, flags } of fromIndexPage(page)) {
      const now = there.get(uid);
      if (now === undefined) return false;
      if (now !== flags) changed.set(uid, now);
      stored++;
    }
  }
  if (stored !== there.size) return false;
  if (changed.size > 0) await store.setFlags(changed);
  return true;
};
