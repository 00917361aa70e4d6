import { withMailbox } from '../imap/run-command.ts';
import { guardSession } from '../imap/guard-session.ts';
import type { ImapSession } from '../imap/imap-session.ts';
import type { ChangeTracking } from './plan-sync.ts';

/** A session as the sync uses it: how it tells changes, and which mailbox is open. */
export interface SyncConnection {
  readonly session: ImapSession;
  readonly tracking: ChangeTracking;
  /**
   * How mailboxes are opened: read-only, for fetching must mark nothing as no longer recent for other clients; for writing where UIDs are
   * final only then.
   */
  access: 'EXAMINE' | 'SELECT';
  /** The name of the mailbox that is open. */
  openMailbox: string | null;
  /** The server told of messages since the mailbox was opened or last fetched from. */
  hasArrivals: boolean;
  /** The server told, while other things were asked of it, that messages of the open mailbox vanished or have other flags now. */
  hasChanges: boolean;
  /** The server told of another mailbox since the mailboxes were last surveyed. */
  hasNewsElsewhere: boolean;
  /** The server has said that it tells nothing any more. */
  isDeaf: boolean;
  /** How long the last list of mailboxes took: what it costs the server to be asked again. */
  surveyMs: number;
  /** What STATUS says of the identity of mailboxes turned out to be wrong. */
  hasFalseIds: boolean;
  /** What SEARCH says of flags turned out to be wrong. */
  hasFalseFlagSearch: boolean;
  /** How far the keywords of a mailbox, by its name, were asked about by SEARCH. */
  readonly keywordTurns: Map<string, number>;
  /** The server tells of the other mailboxes by itself (NOTIFY). */
  hearsOthers: boolean;
  /** We are about to end it ourselves: what then fails says nothing of the server. */
  isEnding(): boolean;
}

/** Prepares a session, which `signal` ends; asks for QRESYNC where it is there (RFC 7162 §3.2.3), and does not wait for the answer. */
export const prepareConnection = (opened: ImapSession, signal?: AbortSignal): SyncConnection => {
  const session = guardSession(opened, (news) => {
    if (news === 'arrival') connection.hasArrivals = true;
    else if (news === 'change') connection.hasChanges = true;
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
    access: 'EXAMINE',
    openMailbox: null,
    hasArrivals: false,
    hasChanges: false,
    hasNewsElsewhere: false,
    isDeaf: false,
    surveyMs: 0,
    hasFalseIds: false,
    hasFalseFlagSearch: false,
    keywordTurns: new Map(),
    hearsOthers: false,
    isEnding: () => signal?.aborted === true,
  };
  return connection;
};

/**
 * Closes the open mailbox, if there is one: STATUS may tell old things of it (RFC 9051 §6.3.11). It is open read-only then, so that
 * CLOSE does not remove what others marked as deleted.
 */
export const leaveMailbox = async (connection: SyncConnection): Promise<void> => {
  const { session, access, openMailbox: name } = connection;
  if (name === null) return;
  connection.openMailbox = null;
  const commands = [...(access === 'SELECT' ? [withMailbox('EXAMINE', name)] : []), 'CLOSE'];
  await Promise.all(commands.map((command) => session.command(command)));
};
