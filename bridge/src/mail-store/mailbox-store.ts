import type { MessageChanges } from './change-journal.ts';
import type { MailboxCursor } from './mailbox-cursor.ts';
import type { MailboxTrouble } from './mailbox-record.ts';
import type { PageRef } from './page-layout.ts';
import type { IndexPage, StoredMessage } from './page-format.ts';
import type { UidRanges } from '../imap/grammar/uid-set.ts';

/** The stored messages of one mailbox, and how far they reach. */
export interface MailboxStore {
  /** Null before the first sync. */
  cursor(): MailboxCursor | null;
  pages(): readonly PageRef[];
  /** Grows with every change that a reader could see, also over restarts. */
  revision(): number;
  /** What became of messages since an earlier revision; null where that is no longer known: everything may be otherwise. */
  changesSince(revision: number): MessageChanges | null;
  /** Unread messages among those that are stored. */
  unseen(): number;
  /** When the newest message came, milliseconds since 1970; null while there is none. */
  newestAt(): Promise<number | null>;
  /** About how much room the messages take. */
  bytes(): number;
  /** Messages that connections end over. */
  trouble(): MailboxTrouble;
  /** Keeps what has been found out of them. */
  noteTrouble(change: Partial<MailboxTrouble>): Promise<void>;
  /** Forgets everything and starts over with this cursor. */
  begin(cursor: Omit<MailboxCursor, 'messages'>): Promise<void>;
  /** Stores a page of messages older than all others, ascending; then everything from `backfillBelow` on is there. */
  addOlder(messages: readonly StoredMessage[], backfillBelow: number | null): Promise<void>;
  /** Stores messages newer than all others, ascending; messages that are there already are taken as they are now. */
  addNewer(messages: readonly StoredMessage[], uidNext: number): Promise<void>;
  /** Stores messages somewhere between the others: such as were missing. */
  addMissing(messages: readonly StoredMessage[]): Promise<void>;
  /** Puts the headers of a message into its place, if it still has one; its flags stay as they are. */
  fillIn(message: StoredMessage): Promise<void>;
  /** Changes flags; UIDs that are not stored are passed over. Returns how many were different. */
  setFlags(flags: ReadonlyMap<number, string>): Promise<number>;
  /** Removes messages from the index, at once for every reader; `tidy` removes their contents. Returns how many were there. */
  remove(gone: UidRanges): Promise<number>;
  /** Removes from the disk the contents of removed messages, and what a crash left that nobody knows of. */
  tidy(): Promise<void>;
  /** Says how far the stored messages reach. */
  moveCursor(cursor: Partial<Omit<MailboxCursor, 'messages' | 'uidValidity'>>): Promise<void>;
  /** Reads the index of all pages, oldest first. */
  readIndex(): AsyncGenerator<IndexPage>;
  /** Reads the index of the newest page, up to a thousand messages; null while there is none. */
  readNewest(): Promise<IndexPage | null>;
  /** Reads the index of one page. */
  readPage(page: PageRef): Promise<IndexPage>;
  /** Reads messages, in no particular order; those that are not there are left out. */
  readMany(uids: readonly number[]): Promise<StoredMessage[]>;
  clear(): Promise<void>;
}
