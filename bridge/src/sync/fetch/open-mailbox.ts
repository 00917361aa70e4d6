import type { Failure } from '@kurrier/shared/failure/failure';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import { runCommand, withMailbox } from '../../imap/run-command.ts';
import { protocolViolation } from '../../imap/protocol-violation.ts';
import { isTornFetch, scanFetch } from '../../imap/grammar/fetch/fetch-response.ts';
import { normalFlags, readDefinedKeywords } from '../../imap/grammar/flags.ts';
import { readObjectId } from '../../imap/grammar/mailbox-status.ts';
import type { ImapSession } from '../../imap/imap-session.ts';
import type { MailboxCursor } from '../../mail-store/mailbox-cursor.ts';
import type { MailboxStatus } from '../../imap/grammar/mailbox-status.ts';
import type { ChangeTracking } from '../plan-sync.ts';
import type { SyncConnection } from '../sync-connection.ts';
import type { UidRanges } from '../../imap/grammar/uid-set.ts';
import { parseUntagged } from '../../imap/grammar/untagged-responses.ts';

/** A mailbox just opened, and what the server told on the way (RFC 7162 §3.2.5): changes since the cursor's mod-sequence. */
export interface OpenedMailbox {
  status: MailboxStatus;
  flags: Map<number, string>;
  vanished: UidRanges[];
  /** Those that are defined in it. */
  keywords: string[];
  /** False: some of what it told could not be read. */
  isComplete: boolean;
  /** It was opened more than once: what was asked in the first flight is not about what is open now. */
  isReopened?: boolean;
}

/** Ranges of messages that are gone; every second one of two million. */
const mostVanished = 1_000_000;

/** `isAfterEarlier`: other mailboxes are asked about before, in the same flight; what is said until these are answered is not about this one. */
type Wish = { name: string; cursor: MailboxCursor | null; isAfterEarlier?: boolean };
type Answered = Omit<OpenedMailbox, 'status'> & { status: Partial<MailboxStatus> };

/**
 * Opens a mailbox: read-only, unless UIDs are final only in one opened for writing. So it is on Courier, which has in common with other
 * old servers that it tells no UIDNEXT on opening (optional in RFC 3501 §6.3.1): the UID of a new message in a read-only mailbox may be
 * another one's by the next time, and a mailbox that was never opened for writing has another UIDVALIDITY every second.
 */
export const openMailbox = async (connection: SyncConnection, wish: Wish): Promise<Outcome<OpenedMailbox, Failure>> => {
  if (connection.access === 'EXAMINE') {
    const examined = await open(connection, wish);
    if (!examined.ok) return examined;
    const { uidNext } = examined.value.status;
    if (uidNext !== undefined) return complete(examined.value, uidNext);
    connection.access = 'SELECT';
  }
  const [selected, last] = await Promise.all([open(connection, wish), findLastUid(connection.session)]);
  if (!selected.ok) return selected;
  const { status } = selected.value;
  if (!last.ok && status.messages !== 0) return last;
  // When the newest message is gone, the last UID does not say how far they went.
  const known = wish.cursor && wish.cursor.uidValidity === status.uidValidity ? wish.cursor.uidNext : 1;
  return complete(selected.value, status.uidNext ?? Math.max(known, last.ok ? last.value + 1 : 1));
};

const complete = ({ status, ...told }: Answered, uidNext: number): Outcome<OpenedMailbox, Failure> => {
  const { messages = 0, uidValidity, highestModSeq = null, objectId } = status;
  if (uidValidity === undefined) return fail(protocolViolation('NO_UIDVALIDITY'));
  return succeed({ status: { messages, uidNext, uidValidity, highestModSeq, ...(objectId !== undefined && { objectId }) }, ...told });
};

const open = async (connection: SyncConnection, { name, cursor, isAfterEarlier = false }: Wish): Promise<Outcome<Answered, Failure>> => {
  const { session, access, tracking } = connection;
  const opened: Answered = { status: {}, flags: new Map(), vanished: [], keywords: [], isComplete: true };
  let ranges = 0;
  connection.openMailbox = name;
  connection.hasChanges = false;
  const answer = await runCommand(session, withMailbox(access, name, modifier(cursor, tracking)), {
    expected: cursor?.messages ?? 0,
    isAfterEarlier,
    onUntagged(response) {
      const untagged = parseUntagged(response);
      if (untagged?.type !== 'fetch' && holdsAnother(response)) opened.isComplete = false;
      if (untagged?.type === 'exists') {
        opened.status.messages = untagged.messages;
        // It is what the opening says, and no news; what comes after the answer is.
        connection.hasArrivals = connection.hasChanges = false;
      }
      if (untagged?.type === 'code' && untagged.code === 'CLOSED') {
        // What was said until here is about the mailbox that was open before (RFC 9051 §7.1).
        opened.flags.clear();
        opened.vanished.length = 0;
      } else if (untagged?.type === 'code') noteCode(opened.status, untagged);
      else if (untagged?.type === 'vanished') {
        opened.vanished.push(untagged.uids);
        ranges += untagged.uids.length;
        if (ranges > mostVanished) session.close();
      } else if (untagged?.type === 'unreadable') opened.isComplete = false;
      else if (untagged?.type === 'fetch' || response[0] !== 0x2a) {
        const found = scanFetch(response);
        if (isTornFetch(response, found)) opened.isComplete = false;
        if (found?.uid && found.flags !== null) opened.flags.set(found.uid, normalFlags(found.flags));
      } else if (untagged === null) opened.keywords = readDefinedKeywords(response) ?? opened.keywords;
    },
  });
  if (ranges > mostVanished) return fail(protocolViolation('TOO_MANY_UIDS'));
  return answer.ok ? succeed(opened) : answer;
};

const longestStatus = 2_000;

/** Whether a change stands behind another response, whose line break was lost: it will not be told again. */
const holdsAnother = (response: Buffer): boolean =>
  /.\* (?:\d{1,10} FETCH \(|VANISHED )/i.test(response.toString('latin1', 0, longestStatus));

const modifier = (cursor: MailboxCursor | null, tracking: ChangeTracking): string => {
  if (tracking === 'compare') return '';
  const first = cursor?.backfillBelow ?? 1;
  if (tracking === 'qresync' && cursor?.highestModSeq && cursor.uidNext > first)
    return ` (QRESYNC (${cursor.uidValidity} ${cursor.highestModSeq} ${first}:${cursor.uidNext - 1}))`;
  return ' (CONDSTORE)';
};

const noteCode = (status: Partial<MailboxStatus>, { code, argument }: { code: string; argument: string }): void => {
  const objectId = code === 'MAILBOXID' ? readObjectId(argument) : null;
  if (objectId !== null) status.objectId = objectId;
  if (!/^\d{1,19}$/.test(argument)) return;
  if (code === 'UIDVALIDITY') status.uidValidity = Number(argument);
  else if (code === 'UIDNEXT') status.uidNext = Number(argument);
  // 0 stands for a mailbox without mod-sequences, as in STATUS (RFC 7162 §3.1.2.2).
  else if (code === 'HIGHESTMODSEQ' && argument !== '0') status.highestModSeq = BigInt(argument);
};

const findLastUid = async (session: ImapSession): Promise<Outcome<number, Failure>> => {
  let last = 0;
  const answer = await runCommand(session, 'UID FETCH * (UID)', {
    onUntagged(response) {
      last = Math.max(last, scanFetch(response)?.uid ?? 0);
    },
  });
  return answer.ok ? succeed(last) : answer;
};
