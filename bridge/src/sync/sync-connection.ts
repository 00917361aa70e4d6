import { guardSession } from './guard-session.ts';
import type { ImapSession } from './imap-session.ts';
import type { ChangeTracking } from './plan-sync.ts';

/** A session as the sync uses it: how it tells changes, and whether a mailbox is open. */
export interface SyncConnection {
  readonly session: ImapSession;
  readonly tracking: ChangeTracking;
  isMailboxOpen: boolean;
  /** The server told of messages since the mailbox was opened or last fetched from. */
  hasArrivals: boolean;
  /** The server told of another mailbox since the mailboxes were last surveyed. */
  hasNewsElsewhere: boolean;
  /** The server has said that it tells nothing any more. */
  isDeaf: boolean;
  /** We are about to end it ourselves: what then fails says nothing of the server. */
  isEnding(): boolean;
}

/** Prepares a session, which `signal` ends; asks for QRESYNC where it is there (RFC 7162 §3.2.3), and does not wait for the answer. */
export const prepareConnection = (opened: ImapSession, signal?: AbortSignal): SyncConnection => {
  const session = guardSession(opened, (news) => {
    if (news === 'arrival') connection.hasArrivals = true;
    else connection.hasNewsElsewhere = true;
    if (news === 'overflow') connection.isDeaf = true;
  });
  const capabilities = session.capabilities();
  const canEnable = capabilities.has('QRESYNC') && capabilities.has('ENABLE');
  // A refusal shows in the EXAMINE that follows: it is answered without changes.
  if (canEnable) void session.command('ENABLE QRESYNC');
  const tracking = canEnable ? 'qresync' : capabilities.has('CONDSTORE') ? 'condstore' : 'compare';
  const connection: SyncConnection = {
    session,
    tracking,
    isMailboxOpen: false,
    hasArrivals: false,
    hasNewsElsewhere: false,
    isDeaf: false,
    isEnding: () => signal?.aborted === true,
  };
  return connection;
};

/**
 * Closes the open mailbox, if there is one: STATUS may tell old things of it (RFC 9051 §6.3.11). It was opened read-only,
 * so that CLOSE removes nothing.
 */
export const leaveMailbox = async (connection: SyncConnection): Promise<void> => {
  if (!connection.isMailboxOpen) return;
  connection.isMailboxOpen = false;
  await connection.session.command('CLOSE');
};
