import type { Failure } from '@kurrier/shared/failure/failure';
import type { Outcome } from '@kurrier/shared/failure/outcome';
import type { ImapSession } from '../../imap/imap-session.ts';
import { prepareConnection, type SyncConnection } from '../sync-connection.ts';

/** Opens one more connection; null or a failure: there is none to be had, which is no trouble. */
export type OpenMore = (signal: AbortSignal) => Promise<Outcome<ImapSession, Failure> | null>;

/** Beside the first: with what listens or a person asks for meanwhile, no more than servers allow that allow few (Courier: 4 from one address). */
export const mostHelpers = 2;
/** A mailbox is opened, then fetched from. */
const flightsEach = 2;
/** What one connection does in this time is not worth a sign-in. */
const worthMs = 1_000;
/** How long an answer takes, a busy server decides, too; with so few mailboxes it is not worth it, however far away they are. */
const fewMailboxes = 10;

/** How many more connections it is worth to open for so many mailboxes, where one answer takes so long. */
export const countHelpers = (mailboxes: number, roundTripMs: number): number =>
  mailboxes <= fewMailboxes ? 0 : Math.min(mostHelpers, Math.floor((mailboxes * flightsEach * roundTripMs) / worthMs));

/**
 * Does the work of each entry once, in their order, on a connection that is there and on as many more: far away, a mailbox costs its round
 * trips, however little is in it. What a further connection does not finish comes back to the first. Null, or why the first is no good any
 * more; further ones are closed by then, and nothing runs on them.
 */
export const shareMailboxes = async <Entry>(
  entries: readonly Entry[],
  {
    connection,
    helpers,
    openMore,
    work,
  }: {
    connection: SyncConnection;
    helpers: number;
    openMore: OpenMore;
    work: (connection: SyncConnection, entry: Entry) => Promise<Failure | null>;
  },
): Promise<Failure | null> => {
  const queue = [...entries];
  const ending = new AbortController();
  const hasEnough = new AbortController();
  const thrown: unknown[] = [];
  const drain = async (on: SyncConnection): Promise<Failure | null> => {
    for (;;) {
      const entry = ending.signal.aborted ? undefined : queue.shift();
      if (entry === undefined) return null;
      const failure = await work(on, entry);
      if (!failure) continue;
      queue.unshift(entry);
      return failure;
    }
  };
  const help = async (): Promise<void> => {
    const opened = await openMore(AbortSignal.any([ending.signal, hasEnough.signal]));
    if (!opened?.ok) return;
    const session = opened.value;
    const close = (): void => session.close();
    ending.signal.addEventListener('abort', close);
    try {
      // What ends because we close it says nothing of the messages that were on their way.
      await drain(prepareConnection(session, ending.signal));
    } finally {
      ending.signal.removeEventListener('abort', close);
      close();
    }
  };
  const helping = Array.from({ length: helpers }, () =>
    help().catch((error: unknown) => {
      thrown.push(error);
      ending.abort();
    }),
  );
  try {
    const failure = await drain(connection);
    if (failure) return failure;
    // One that is still being opened comes too late; one that works may give back what it has.
    hasEnough.abort();
    await Promise.all(helping);
    const last = await drain(connection);
    if (thrown.length > 0) throw thrown[0];
    return last;
  } finally {
    ending.abort();
    await Promise.all(helping);
  }
};
