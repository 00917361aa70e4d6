import type { MailAccountStore } from '../../bridge/src/mail-store/mail-account-store.ts';
import { prepareConnection } from '../../bridge/src/sync/sync-connection.ts';
import { syncOnce } from '../../bridge/src/sync/engine/sync-once.ts';
import type { MailServer } from './mail-server.ts';

/** One sync through a port, on a connection of its own, and what became of it; `unreachable` when there was no connection to be had. */
export const trySync = async (mail: MailServer, port: number, account: MailAccountStore): Promise<string> => {
  const session = await mail.openSession({ port }).catch(() => null);
  if (!session) return 'unreachable';
  const synced = await syncOnce(prepareConnection(session), account);
  session.close();
  if (!synced.ok) return synced.failure.kind;
  return synced.value.failures[0]?.failure.kind ?? 'synced';
};
