import type { Report } from '../../async/report.ts';
import type { Failure } from '@kurrier/shared/failure/failure';
import type { AccountSync } from '@kurrier/shared/mail/mail';
import type { StoredMailbox } from '../../mail-store/mail-account-record.ts';
import type { MailAccountStore } from '../../mail-store/mail-account-store.ts';
import type { MailboxStatus } from '../../imap/grammar/mailbox-status.ts';
import { isBeyondMailbox } from '../../imap/failure-scope.ts';
import type { ProgressMeter } from '../progress.ts';
import { createFlagComparisonTurns } from '../live/flag-comparison-turns.ts';
import { limitConnections } from '../live/connection-budget.ts';
import { createLongWork } from './long-work.ts';
import { createMailboxLocks } from './mailbox-locks.ts';
import { assumeInbox, listAccount, sinceOf, takeSurvey, type PendingMailbox } from './survey-account.ts';
import type { SyncConnection } from '../sync-connection.ts';
import { countPoisonCandidates } from '../../mail-store/poison-messages.ts';
import { countHelpers, mostHelpers, shareMailboxes, type OpenMore } from './share-mailboxes.ts';
import { syncInFlights } from './sync-in-flights.ts';
import { syncMailbox } from './sync-mailbox.ts';

export interface MailboxScheduler {
  /** Everything that is new, INBOX first, and INBOX open at the end. Null, or why the connection is no good any more. */
  catchUp(connection: SyncConnection, signal: AbortSignal): Promise<Failure | null>;
  syncInbox(connection: SyncConnection, how: { thorough: boolean }): Promise<Failure | null>;
  /** Looks at all mailboxes, fetches what is new in the others, and opens INBOX again. */
  syncOthers(connection: SyncConnection, how: { thorough: boolean }, signal: AbortSignal): Promise<Failure | null>;
  /**
   * Brings one mailbox up to date on a connection that listens to it, as soon as no other one is at it. Null, or why that connection is no
   * good any more.
   */
  syncWatched(connection: SyncConnection, mailboxId: string, how: { thorough: boolean }): Promise<Failure | null>;
  /** Mailboxes that the server refused, while the rest was synced. */
  failures(): AccountSync['failures'];
  /**
   * Whether the end of a connection, since it was last asked, left fewer messages that may be the reason: the next one will bring that
   * further.
   */
  takeNarrowed(): boolean;
  /** Resolves when the second connection is closed. */
  end(): Promise<void>;
}

/** Goes through the mailboxes of one account, on the live connection, and for long work on a second one. */
export const createMailboxScheduler = (
  account: MailAccountStore,
  {
    meter,
    onChange,
    openMore: openUnlimited,
    report,
  }: {
    meter: ProgressMeter;
    onChange: () => void;
    openMore: OpenMore;
    report: Report;
  },
): MailboxScheduler => {
  const failures = new Map<string, Failure>();
  const turns = createMailboxLocks();
  const compareTurns = createFlagComparisonTurns();
  // The second one is among them.
  const openMore = limitConnections(openUnlimited, mostHelpers);
  let hasNarrowed = false;

  const syncOne = async (
    connection: SyncConnection,
    mailbox: StoredMailbox,
    isThorough: boolean,
    { look, status = null }: Partial<Pick<PendingMailbox, 'look' | 'status'>> = {},
  ): Promise<Failure | null> => {
    const thorough = isThorough || look === 'all';
    const store = await account.mailbox(mailbox.id);
    const startedAt = performance.now();
    const suspects = countPoisonCandidates(store.trouble().suspicion);
    const synced = await syncMailbox({
      connection,
      name: mailbox.name,
      objectId: mailbox.objectId ?? null,
      store,
      surveyed: status,
      thorough,
      searched: look === 'searched',
      since: sinceOf(account, Date.now()),
      onProgress(done, total) {
        meter.expect(mailbox.id, done, total);
        onChange();
      },
    });
    meter.finish(mailbox.id);
    if (look === 'searched' && !thorough && synced.ok) compareTurns.noteSearched(performance.now() - startedAt);
    if (thorough) compareTurns.note(mailbox.id, Date.now());
    hasNarrowed ||= countPoisonCandidates(store.trouble().suspicion) < suspects;
    if (!synced.ok && isBeyondMailbox(synced.failure)) return synced.failure;
    if (synced.ok) {
      failures.delete(mailbox.id);
      await account.noteStatus(mailbox.id, synced.value);
    } else failures.set(mailbox.id, synced.failure);
    onChange();
    return null;
  };

  const noteDone = async ({ id }: StoredMailbox, status: MailboxStatus): Promise<void> => {
    compareTurns.note(id, Date.now());
    failures.delete(id);
    await account.noteStatus(id, status);
    onChange();
  };

  const syncAll = async (connection: SyncConnection, pending: readonly PendingMailbox[], thorough: boolean): Promise<Failure | null> => {
    const left = await syncInFlights(pending, { connection, account, tryTake: (id) => turns.tryTake(id), onDone: noteDone, thorough });
    if (!left.ok) return left.failure;
    return shareMailboxes(left.value, {
      connection,
      helpers: countHelpers(left.value.length, connection.surveyMs),
      openMore,
      async work(on, { mailbox, ...known }) {
        // Who is at it brings it up to date.
        const endTurn = turns.tryTake(mailbox.id);
        return endTurn ? syncOne(on, mailbox, thorough, known).finally(endTurn) : null;
      },
    });
  };

  const inbox = (): StoredMailbox | undefined => account.read().mailboxes.find(({ role }) => role === 'inbox');

  const noteComplete = async (): Promise<void> => {
    if (failures.size === 0 && !longWork.isRunning()) await account.noteSynced(Date.now());
    onChange();
  };

  const longWork = createLongWork(account, {
    meter,
    turns,
    openMore,
    sync: (connection, { mailbox, ...known }, thorough) => syncOne(connection, mailbox, thorough, known),
    onComplete: noteComplete,
    report,
  });

  const syncOthers: MailboxScheduler['syncOthers'] = async (connection, { thorough }, signal) => {
    // One after the other on the wire, in one flight: INBOX is opened in any case, to be listened to afterwards.
    const known = inbox() ?? (await assumeInbox(account));
    const [listed, early] = await Promise.all([listAccount(connection), known ? syncOne(connection, known, thorough) : null]);
    if (!listed.ok) return listed.failure;
    if (early || signal.aborted) return early;
    // Not before INBOX was fetched: other mailboxes may have to be opened to know which they are.
    const surveyed = await takeSurvey(connection, account, listed.value, { thorough, turns: compareTurns });
    if (!surveyed.ok) return surveyed.failure;
    const { pending } = surveyed.value;
    const first = inbox();
    // What is gone, is no longer chosen, or has nothing to be done any more, does not fail.
    const pendingIds = new Set(pending.map(({ mailbox }) => mailbox.id));
    for (const id of failures.keys()) if (id !== first?.id && !pendingIds.has(id)) failures.delete(id);
    for (const unreadable of surveyed.value.failures) failures.set(unreadable.mailboxId, unreadable.failure);
    const look = pending.find(({ mailbox }) => mailbox.id === first?.id)?.look;
    const mustOpenFirst = first !== undefined && (first.id !== known?.id || look !== undefined);
    const failure = mustOpenFirst ? await syncOne(connection, first, thorough, { ...(look && { look }) }) : null;
    if (failure || signal.aborted) return failure;
    let others = pending.filter(({ mailbox }) => !turns.isTaken(mailbox.id) && mailbox.id !== first?.id);
    // Where there is no second connection to be had, long work is done on this one.
    const isAlone = (await longWork.isWorthIt(others)) && !longWork.isRunning();
    if (isAlone && (await longWork.begin(others, { thorough, roundTripMs: connection.surveyMs }, signal))) others = [];
    const lost = await syncAll(connection, others, thorough);
    if (lost) return lost;
    if (first && connection.openMailbox !== first.name) {
      const reopened = await syncOne(connection, first, thorough);
      if (reopened) return reopened;
    }
    await noteComplete();
    return null;
  };

  return {
    catchUp: (connection, signal) => syncOthers(connection, { thorough: true }, signal),
    async syncInbox(connection, { thorough }) {
      const first = inbox();
      return first ? syncOne(connection, first, thorough) : null;
    },
    syncOthers,
    async syncWatched(connection, mailboxId, { thorough }) {
      const endTurn = await turns.take(mailboxId);
      try {
        const mailbox = account.read().mailboxes.find(({ id }) => id === mailboxId);
        return mailbox && !connection.isEnding() ? await syncOne(connection, mailbox, thorough) : null;
      } finally {
        endTurn();
      }
    },
    failures: () => [...failures].map(([mailboxId, failure]) => ({ mailboxId, failure })),
    takeNarrowed() {
      const narrowed = hasNarrowed;
      hasNarrowed = false;
      return narrowed;
    },
    end: () => longWork.end(),
  };
};
