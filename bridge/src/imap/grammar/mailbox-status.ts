/** What the server says of a mailbox, in STATUS or on opening it. */
export interface MailboxStatus {
  messages: number;
  uidNext: number;
  uidValidity: number;
  /** Null where the server or this mailbox has no mod-sequences (NOMODSEQ). */
  highestModSeq: bigint | null;
  unseen?: number;
  /** OBJECTID (RFC 8474), as told on opening the mailbox; what STATUS says of it is a hint only. */
  objectId?: string;
}
/** RFC 8474 §4: up to 255 letters, digits, `-` and `_`; in parentheses, where the server keeps to it. Null for anything else. */
export const readObjectId = (text: string): string | null => /^\(?([\w-]{1,255})\)?$/.exec(text)?.[1] ?? null;
