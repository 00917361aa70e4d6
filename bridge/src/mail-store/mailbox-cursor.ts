/**
 * How far one mailbox has been synced. UIDs mean something only together with `uidValidity` (RFC 9051 §2.3.1.1);
 * mod-sequences have 63 bits (RFC 7162 §3.1.1).
 */
export interface MailboxCursor {
  uidValidity: number;
  /** Every message with a UID below it, and not below `backfillBelow`, is stored. */
  uidNext: number;
  /** Every change up to here is stored; null where the mailbox has no mod-sequences. */
  highestModSeq: bigint | null;
  /** How many messages are stored. */
  messages: number;
  /** Where old messages are left out: how many the server had when all others were last here. */
  onServer?: number | undefined;
  /** The first sync goes from the newest to the oldest: messages with a UID below this are still to come. Null when it is complete. */
  backfillBelow: number | null;
}
