import type { MailboxCursor } from '../mail-store/mailbox-cursor.ts';
import type { MailboxStatus } from '../imap/grammar/mailbox-status.ts';

/** The best way that the session has of telling what changed: RFC 7162 §3.2, §3.1, or looking at every UID and its flags. */
export type ChangeTracking = 'qresync' | 'condstore' | 'compare';

/** Why everything stored of a mailbox has become worthless. */
type DiscardReason = 'uid-validity-changed' | 'uids-went-back';

/** What one mailbox needs. The parts of an `update` are independent; the order they are done in is: vanished, flags, new, older. */
export type SyncPlan =
  | { action: 'nothing' }
  | { action: 'first'; discard: DiscardReason | null }
  | {
      action: 'update';
      /** `since`: only flags with a later mod-sequence; `compare`: all of them. */
      flags: { by: 'since'; modSeq: bigint } | { by: 'compare' } | null;
      /** `reported`: the server names them; `if-counts-differ`: look only when fewer are there than should be; `compare`: look. */
      vanished: 'reported' | 'if-counts-differ' | 'compare' | null;
      /** Fetch messages from this UID on. */
      newFrom: number | null;
      /** Go on with the first sync below this UID. */
      olderBelow: number | null;
    };

/** The cursor of a mailbox of which nothing was fetched yet. */
export const firstCursor = ({ uidValidity, uidNext, highestModSeq }: MailboxStatus): Omit<MailboxCursor, 'messages'> => ({
  uidValidity,
  uidNext,
  highestModSeq,
  backfillBelow: uidNext,
});

/**
 * Decides what a mailbox needs, from what is stored and what the server says; `cursor` is null for a mailbox never synced.
 * `thorough` false leaves out the look at every flag where there are no mod-sequences: new messages only.
 */
export const planSync = (
  cursor: MailboxCursor | null,
  status: MailboxStatus,
  { tracking, thorough = true }: { tracking: ChangeTracking; thorough?: boolean },
): SyncPlan => {
  if (!cursor) return { action: 'first', discard: null };
  if (cursor.uidValidity !== status.uidValidity) return { action: 'first', discard: 'uid-validity-changed' };
  // A server restored from a backup gives UIDs out a second time; RFC 9051 §2.3.1.1 says UIDNEXT never falls.
  if (status.uidNext < cursor.uidNext) return { action: 'first', discard: 'uids-went-back' };

  const newFrom = status.uidNext > cursor.uidNext ? cursor.uidNext : null;
  const olderBelow = cursor.backfillBelow;
  const countsAgree = newFrom === null && olderBelow === null && status.messages === (cursor.onServer ?? cursor.messages);
  const modSeq = cursor.highestModSeq;

  // Mod-sequences that are absent, are new, or went back say nothing about what was stored before.
  if (tracking === 'compare' || modSeq === null || status.highestModSeq === null || status.highestModSeq < modSeq) {
    if (thorough) return { action: 'update', flags: { by: 'compare' }, vanished: 'compare', newFrom, olderBelow };
    if (countsAgree) return { action: 'nothing' };
    return { action: 'update', flags: null, vanished: 'if-counts-differ', newFrom, olderBelow };
  }

  if (status.highestModSeq === modSeq && countsAgree) return { action: 'nothing' };
  // With nothing reported since, and nothing still to come, a count that differs is a mistake, which no report will mend.
  const isWrong = status.highestModSeq === modSeq && newFrom === null && olderBelow === null;
  return {
    action: 'update',
    flags: status.highestModSeq > modSeq ? { by: 'since', modSeq } : null,
    vanished: tracking === 'qresync' && !isWrong ? 'reported' : 'if-counts-differ',
    newFrom,
    olderBelow,
  };
};
