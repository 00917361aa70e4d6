import type { Failure } from '@kurrier/shared/failure/failure';
import type { SyncConnection } from '../sync-connection.ts';

const messages = 'MessageNew MessageExpunge FlagChange';

/**
 * NOTIFY (RFC 5465): the server tells of all mailboxes on this connection, from now on; false where it cannot. Asked before anything else,
 * so that nothing happens unheard between the first look and the listening; and never again after a consent: Dovecot 2.3.19 consents
 * a second time, and is silent about other mailboxes from then on.
 */
export const askForNotifications = async (connection: SyncConnection): Promise<boolean> => {
  if (!connection.session.capabilities().has('NOTIFY')) return false;
  const refusal = await ask(connection, `${messages} MailboxName`);
  const isGranted = refusal?.reply?.responseCode === 'BADEVENT' ? (await ask(connection, messages)) === null : refusal === null;
  connection.hearsOthers = isGranted;
  return isGranted;
};

const ask = async ({ session }: SyncConnection, events: string): Promise<Failure | null> => {
  const answer = await session.command(`NOTIFY SET (SELECTED-DELAYED (${messages})) (PERSONAL (${events}))`);
  return answer.ok ? null : answer.failure;
};
