import { fetchFlags, type FlagList } from '../../imap/fetch-flags.ts';
import type { MailboxStatus } from '../../imap/grammar/mailbox-status.ts';
import type { StoredMailbox } from '../../mail-store/mail-account-record.ts';
import type { AccountStore } from '../../mail-store/mail-account-store.ts';
import type { MailboxStore } from '../../mail-store/mailbox-store.ts';
import { fromIndexPage } from '../../mail-store/page-format.ts';
import { isOther } from '../fetch/open-confirmed.ts';
import { openMailbox } from '../fetch/open-mailbox.ts';
import { hasUnreadableToRetry } from '../fetch/unreadable-messages.ts';
import type { SyncConnection } from '../sync-connection.ts';
import type { PendingMailbox } from './survey-account.ts';

/** So many mailboxes, and messages in them, are asked about before an answer is waited for. */
const mostInFlight = { mailboxes: 64, messages: 4_000 };

interface QuietMailbox {
  mailbox: StoredMailbox;
  status: MailboxStatus;
  store: MailboxStore;
}

/**
 * Looks at the flags of mailboxes in which nothing else can have changed, many in one flight, where only looking tells (no CONDSTORE). Done is
 * a mailbox whose messages are those that are stored, one for one; what then is not as it was, is left to be opened alone. Resolves with the
 * others, in their order, and tells of those that are done. Before, nothing else may be under way on the connection.
 */
export const compareQuietMailboxes = async (
  pending: readonly PendingMailbox[],
  {
    connection,
    account,
    tryTake = () => () => undefined,
    onDone,
  }: {
    connection: SyncConnection;
    account: AccountStore;
    /** Begins the turn of a mailbox, and returns how it ends; null: somebody else is at it. */
    tryTake?: (mailboxId: string) => (() => void) | null;
    onDone: (mailbox: StoredMailbox, status: MailboxStatus) => Promise<void>;
  },
): Promise<PendingMailbox[]> => {
  const quiet: (QuietMailbox & { endTurn: () => void })[] = [];
  const done = new Set<string>();
  try {
    for (const { mailbox, status } of pending) {
      const store = await account.mailbox(mailbox.id);
      const endTurn = status && isQuiet(connection, store, status) ? tryTake(mailbox.id) : null;
      if (status && endTurn) quiet.push({ mailbox, status, store, endTurn });
    }
    for (const flight of inFlights(quiet)) {
      const looks = await Promise.all(flight.map((one) => look(connection, one)));
      for (const [at, { mailbox, status, store }] of flight.entries()) {
        const flags = connection.access === 'EXAMINE' ? looks[at]! : null;
        if (!flags || !(await takeFlags(store, flags))) continue;
        done.add(mailbox.id);
        await onDone(mailbox, status);
      }
    }
  } finally {
    for (const { endTurn } of quiet) endTurn();
  }
  return pending.filter(({ mailbox }) => !done.has(mailbox.id));
};

/** Whether STATUS says that nothing came and nothing went: what is left are flags. */
const isQuiet = ({ tracking, access }: SyncConnection, store: MailboxStore, status: MailboxStatus): boolean => {
  const cursor = store.cursor();
  return (
    tracking === 'compare' &&
    access === 'EXAMINE' &&
    cursor !== null &&
    cursor.backfillBelow === null &&
    cursor.uidValidity === status.uidValidity &&
    cursor.uidNext === status.uidNext &&
    cursor.messages === status.messages &&
    status.messages > 0 &&
    status.messages <= mostInFlight.messages &&
    !hasUnreadableToRetry(store, Date.now())
  );
};

function* inFlights<Mailbox extends QuietMailbox>(quiet: readonly Mailbox[]): Generator<Mailbox[]> {
  let [flight, messages]: [Mailbox[], number] = [[], 0];
  for (const one of quiet) {
    if (flight.length === mostInFlight.mailboxes || messages + one.status.messages > mostInFlight.messages) {
      if (flight.length > 0) yield flight;
      [flight, messages] = [[], 0];
    }
    flight.push(one);
    messages += one.status.messages;
  }
  if (flight.length > 0) yield flight;
}

/** What the server says of one mailbox's flags; null: not certainly of this one, or not of all in it. Sends both commands at once. */
const look = async (connection: SyncConnection, { mailbox, status, store }: QuietMailbox): Promise<FlagList['flags'] | null> => {
  const [opened, listed] = await Promise.all([
    openMailbox(connection, { name: mailbox.name, cursor: store.cursor() }),
    // Asked a second time it would be about the mailbox that is opened last.
    fetchFlags(connection.session, { from: 1, expected: status.messages, isAfterEarlier: true, times: 1 }),
  ]);
  if (!opened.ok || !listed.ok || !listed.value.isComplete) return null;
  const now = opened.value.status;
  const isSame = now.uidValidity === status.uidValidity && now.uidNext === status.uidNext && now.messages === status.messages;
  return isSame && !isOther({ objectId: mailbox.objectId ?? null }, now) ? listed.value.flags : null;
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
