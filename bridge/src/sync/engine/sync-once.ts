import type { Failure } from '@kurrier/shared/failure/failure';
import { succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import type { AccountStore } from '../../mail-store/mail-account-store.ts';
import { isLost } from '../../imap/connection-loss.ts';
import { sinceOf, surveyAccount } from './survey-account.ts';
import type { SyncConnection } from '../sync-connection.ts';
import { syncMailbox } from './sync-mailbox.ts';

export interface SyncReport {
  /** How many mailboxes are fetched, and messages are stored in them. */
  mailboxes: number;
  messages: number;
  /** Mailboxes that the server would not let be synced, while the rest was. */
  failures: { mailboxId: string; failure: Failure }[];
}

/**
 * One complete sync of an account over one connection. A mailbox that the server refuses does not stop the others;
 * a lost connection does, and the next call goes on where it was cut off.
 */
export const syncOnce = async (
  connection: SyncConnection,
  account: AccountStore,
  { onProgress }: { onProgress?: (path: string, done: number, total: number) => void } = {},
): Promise<Outcome<SyncReport, Failure>> => {
  const surveyed = await surveyAccount(connection, account, { thorough: true });
  if (!surveyed.ok) return surveyed;
  const { pending, failures } = surveyed.value;
  const since = sinceOf(account, Date.now());
  for (const { mailbox } of pending) {
    const store = await account.mailbox(mailbox.id);
    const synced = await syncMailbox({
      connection,
      name: mailbox.name,
      store,
      objectId: mailbox.objectId ?? null,
      thorough: true,
      since,
      ...(onProgress && { onProgress: (done, total) => onProgress(mailbox.path, done, total) }),
    });
    if (synced.ok) await account.noteStatus(mailbox.id, synced.value);
    if (synced.ok) continue;
    if (isLost(synced.failure)) return synced;
    failures.push({ mailboxId: mailbox.id, failure: synced.failure });
  }
  if (failures.length === 0) await account.update({ lastSyncAt: Date.now() });
  const stores = await Promise.all(account.read().mailboxes.map(({ id }) => account.mailbox(id)));
  const cursors = stores.flatMap((store) => store.cursor() ?? []);
  return succeed({ mailboxes: cursors.length, messages: cursors.reduce((sum, { messages }) => sum + messages, 0), failures });
};
