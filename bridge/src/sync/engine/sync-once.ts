import type { Failure } from '@kurrier/shared/failure/failure';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import type { MailAccountStore } from '../../mail-store/mail-account-store.ts';
import { isBeyondMailbox } from '../../imap/failure-scope.ts';
import { countHelpers, shareMailboxes, type OpenMore } from './share-mailboxes.ts';
import { sinceOf, surveyAccount } from './survey-account.ts';
import type { SyncConnection } from '../sync-connection.ts';
import { syncInFlights } from './sync-in-flights.ts';
import { syncMailbox } from './sync-mailbox.ts';

export interface SyncReport {
  /** How many mailboxes are fetched, and messages are stored in them. */
  mailboxes: number;
  messages: number;
  /** Mailboxes that the server would not let be synced, while the rest was. */
  failures: { mailboxId: string; failure: Failure }[];
}

export interface SyncOnceOptions {
  onProgress?: (path: string, done: number, total: number) => void;
  /** Where more connections come from; without it one does everything. */
  openMore?: OpenMore;
  /** How many of them are opened. */
  decideHelpers?: typeof countHelpers;
}

const noMore: OpenMore = async () => null;

/**
 * One complete sync of an account over one connection, and over more where that is quicker. A mailbox that the server refuses does not stop the others;
 * a lost connection does, and the next call goes on where it was cut off.
 */
export const syncOnce = async (
  connection: SyncConnection,
  account: MailAccountStore,
  { onProgress, openMore = noMore, decideHelpers = countHelpers }: SyncOnceOptions = {},
): Promise<Outcome<SyncReport, Failure>> => {
  const surveyed = await surveyAccount(connection, account, { thorough: true });
  if (!surveyed.ok) return surveyed;
  const { failures } = surveyed.value;
  const since = sinceOf(account, Date.now());
  const pending = await syncInFlights(surveyed.value.pending, {
    connection,
    account,
    onDone: ({ id }, status) => account.noteStatus(id, status),
    thorough: true,
  });
  if (!pending.ok) return pending;
  const lost = await shareMailboxes(pending.value, {
    connection,
    helpers: openMore === noMore ? 0 : decideHelpers(pending.value.length, connection.surveyMs),
    openMore,
    async work(on, { mailbox, status }) {
      const synced = await syncMailbox({
        connection: on,
        name: mailbox.name,
        store: await account.mailbox(mailbox.id),
        objectId: mailbox.objectId ?? null,
        surveyed: status,
        thorough: true,
        since,
        ...(onProgress && { onProgress: (done, total) => onProgress(mailbox.path, done, total) }),
      });
      if (synced.ok) await account.noteStatus(mailbox.id, synced.value);
      else if (isBeyondMailbox(synced.failure)) return synced.failure;
      else failures.push({ mailboxId: mailbox.id, failure: synced.failure });
      return null;
    },
  });
  if (lost) return fail(lost);
  if (failures.length === 0) await account.update({ lastSyncAt: Date.now() });
  const stores = await Promise.all(account.read().mailboxes.map(({ id }) => account.mailbox(id)));
  const cursors = stores.flatMap((store) => store.cursor() ?? []);
  return succeed({ mailboxes: cursors.length, messages: cursors.reduce((sum, { messages }) => sum + messages, 0), failures });
};
