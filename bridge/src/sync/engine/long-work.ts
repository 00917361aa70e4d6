import type { Report } from '../../async/report.ts';
import type { Failure } from '@kurrier/shared/failure/failure';
import type { ImapSession } from '../../imap/imap-session.ts';
import type { MailAccountStore } from '../../mail-store/mail-account-store.ts';
import type { ProgressMeter } from '../progress.ts';
import { prepareConnection, type SyncConnection } from '../sync-connection.ts';
import type { MailboxLocks } from './mailbox-locks.ts';
import { countHelpers, shareMailboxes, type OpenMore } from './share-mailboxes.ts';
import type { PendingMailbox } from './survey-account.ts';

/** More messages than this are fetched on a connection of their own, so that INBOX goes on being listened to. */
const mostMessages = 2_000;

export interface LongWorkDeps {
  meter: ProgressMeter;
  turns: MailboxLocks;
  openMore: OpenMore;
  /** Brings one mailbox up to date, whose turn is taken. Null, or why the connection is no good any more. */
  sync: (connection: SyncConnection, pending: PendingMailbox, thorough: boolean) => Promise<Failure | null>;
  /** Everything that was begun is done. */
  onComplete: () => Promise<void>;
  report: Report;
}

/** The second connection of an account, on which mailboxes with much to fetch are synced. */
export interface LongWork {
  isRunning(): boolean;
  /** Whether there is so much to fetch that it is worth a connection. */
  isWorthIt(pending: readonly PendingMailbox[]): Promise<boolean>;
  /** Begins with these mailboxes, and does not wait for them; false where there is no connection to be had. */
  begin(pending: readonly PendingMailbox[], how: { thorough: boolean; roundTripMs: number }, signal: AbortSignal): Promise<boolean>;
  /** Resolves when the connection is closed. */
  end(): Promise<void>;
}

export const createLongWork = (account: MailAccountStore, { meter, turns, openMore, sync, onComplete, report }: LongWorkDeps): LongWork => {
  let background: Promise<void> = Promise.resolve();
  let second: ImapSession | null = null;
  let ending = new AbortController();

  const work = async (
    session: ImapSession,
    pending: readonly PendingMailbox[],
    { thorough, roundTripMs }: { thorough: boolean; roundTripMs: number },
  ): Promise<void> => {
    const taken = pending.flatMap((entry) => {
      const endTurn = turns.tryTake(entry.mailbox.id);
      return endTurn ? [{ ...entry, endTurn }] : [];
    });
    let isComplete = true;
    try {
      for (const { mailbox, status } of taken)
        meter.expect(mailbox.id, (await account.mailbox(mailbox.id)).cursor()?.messages ?? 0, status?.messages ?? 0);
      const lost = await shareMailboxes(taken, {
        connection: prepareConnection(session, ending.signal),
        helpers: countHelpers(taken.length, roundTripMs),
        openMore,
        async work(on, { endTurn, ...entry }) {
          const failure = await sync(on, entry, thorough);
          if (!failure) endTurn();
          return failure;
        },
      });
      // What it leaves undone after a failure, the next survey finds.
      isComplete = lost === null;
    } finally {
      session.close();
      second = null;
      for (const { mailbox, endTurn } of taken) {
        endTurn();
        meter.finish(mailbox.id);
      }
    }
    if (isComplete) await onComplete();
  };

  return {
    isRunning: () => second !== null,
    async isWorthIt(pending) {
      let messages = 0;
      for (const { mailbox, status } of pending) {
        const cursor = (await account.mailbox(mailbox.id)).cursor();
        messages += Math.max(0, (status?.messages ?? 0) - (cursor?.onServer ?? cursor?.messages ?? 0));
      }
      return messages > mostMessages;
    },
    async begin(pending, how, signal) {
      const opened = await openMore(signal);
      if (!opened?.ok) return false;
      second = opened.value;
      ending = new AbortController();
      background = work(opened.value, pending, how).catch((error: unknown) => report('the sync of mailboxes ended', error));
      return true;
    },
    async end() {
      ending.abort();
      second?.close();
      await background;
    },
  };
};
