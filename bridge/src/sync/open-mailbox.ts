import type { Failure } from '@kurrier/shared/failure';
import { fail, succeed, type Outcome } from '@kurrier/shared/outcome';
import { runCommand, withMailbox } from './command.ts';
import { protocolViolation } from './protocol-violation.ts';
import { scanFetch } from './fetch-scanner.ts';
import { normalFlags } from './flags.ts';
import type { ImapSession } from './imap-session.ts';
import type { MailboxCursor, MailboxStatus } from './mailbox-cursor.ts';
import type { ChangeTracking } from './plan-sync.ts';
import type { UidRanges } from './uid-set.ts';
import { parseUntagged } from './untagged.ts';

/** A mailbox just opened, and what the server told on the way (RFC 7162 §3.2.5): changes since the cursor's mod-sequence. */
export interface OpenedMailbox {
  status: MailboxStatus;
  flags: Map<number, string>;
  vanished: UidRanges[];
}

/** Opens a mailbox read-only: fetching must mark nothing as seen or as no longer recent for other clients. */
export const openMailbox = async (
  session: ImapSession,
  { name, cursor, tracking }: { name: string; cursor: MailboxCursor | null; tracking: ChangeTracking },
): Promise<Outcome<OpenedMailbox, Failure>> => {
  const status: Partial<MailboxStatus> = {};
  const opened: Pick<OpenedMailbox, 'flags' | 'vanished'> = { flags: new Map(), vanished: [] };
  const answer = await runCommand(session, withMailbox('EXAMINE', name, modifier(cursor, tracking)), {
    expected: cursor?.messages ?? 0,
    onUntagged(response) {
      const untagged = parseUntagged(response);
      if (untagged?.type === 'exists') status.messages = untagged.messages;
      else if (untagged?.type === 'code' && untagged.code === 'CLOSED') {
        // What was said until here is about the mailbox that was open before (RFC 9051 §7.1).
        opened.flags.clear();
        opened.vanished.length = 0;
      } else if (untagged?.type === 'code') noteCode(status, untagged);
      else if (untagged?.type === 'vanished') opened.vanished.push(untagged.uids);
      else if (untagged?.type === 'fetch') {
        const found = scanFetch(response);
        if (found?.uid && found.flags !== null) opened.flags.set(found.uid, normalFlags(found.flags));
      }
    },
  });
  if (!answer.ok) return answer;
  const { messages = 0, uidNext, uidValidity, highestModSeq = null } = status;
  if (uidValidity === undefined) return fail(protocolViolation('NO_UIDVALIDITY'));
  if (uidNext !== undefined) return succeed({ status: { messages, uidNext, uidValidity, highestModSeq }, ...opened });
  const last = await findLastUid(session);
  return last.ok ? succeed({ status: { messages, uidNext: last.value + 1, uidValidity, highestModSeq }, ...opened }) : last;
};

const modifier = (cursor: MailboxCursor | null, tracking: ChangeTracking): string => {
  if (tracking === 'compare') return '';
  const first = cursor?.backfillBelow ?? 1;
  if (tracking === 'qresync' && cursor?.highestModSeq && cursor.uidNext > first)
    return ` (QRESYNC (${cursor.uidValidity} ${cursor.highestModSeq} ${first}:${cursor.uidNext - 1}))`;
  return ' (CONDSTORE)';
};

const noteCode = (status: Partial<MailboxStatus>, { code, argument }: { code: string; argument: string }): void => {
  if (!/^\d{1,19}$/.test(argument)) return;
  if (code === 'UIDVALIDITY') status.uidValidity = Number(argument);
  else if (code === 'UIDNEXT') status.uidNext = Number(argument);
  else if (code === 'HIGHESTMODSEQ') status.highestModSeq = BigInt(argument);
};

/** UIDNEXT is optional in RFC 3501 §6.3.1, and old servers leave it out. */
const findLastUid = async (session: ImapSession): Promise<Outcome<number, Failure>> => {
  let last = 0;
  const answer = await runCommand(session, 'UID FETCH * (UID)', {
    onUntagged(response) {
      last = Math.max(last, scanFetch(response)?.uid ?? 0);
    },
  });
  return answer.ok ? succeed(last) : answer;
};
