import type { Failure } from '@kurrier/shared/failure/failure';
import type { Outcome } from '@kurrier/shared/failure/outcome';
import type { MailAccountStore } from '../../mail-store/mail-account-store.ts';
import type { ImapSession } from '../../imap/imap-session.ts';
import { sleep } from '@kurrier/shared/async/sleep';
import { prepareConnection } from '../sync-connection.ts';
import { syncOnce, type SyncReport } from './sync-once.ts';

/** More than it takes to find one message that ends connections, and to be sure of it. */
const mostConnections = 20;

/**
 * One complete sync, over as many connections as it takes: one that ended over messages is followed by another, which brings
 * nearer which message it is. Whatever else fails ends it.
 */
export const syncPatiently = async (
  openSession: (signal?: AbortSignal) => Promise<Outcome<ImapSession, Failure>>,
  account: MailAccountStore,
  { signal, pauseMs = 1_000 }: { signal: AbortSignal; pauseMs?: number },
): Promise<Outcome<SyncReport, Failure>> => {
  for (let connections = 1; ; connections++) {
    const opened = await openSession();
    if (!opened.ok) return opened;
    const before = await suspicionsOf(account);
    const connection = prepareConnection(opened.value, signal);
    const synced = await syncOnce(connection, account, { openMore: openSession }).finally(() => opened.value.close());
    const isFinal = synced.ok || signal.aborted || connections === mostConnections;
    if (isFinal || (await suspicionsOf(account)) === before) return synced;
    await sleep(pauseMs, signal);
  }
};

/** What is under suspicion, in a form that can be compared. */
const suspicionsOf = async (account: MailAccountStore): Promise<string> => {
  const stores = await Promise.all(account.read().mailboxes.map(({ id }) => account.mailbox(id)));
  return JSON.stringify(stores.map((store) => store.trouble().suspicion));
};
