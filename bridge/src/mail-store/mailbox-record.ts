import type { Failure } from '@kurrier/shared/failure/failure';
import type { MailboxCursor } from './mailbox-cursor.ts';
import type { PageRef } from './page-layout.ts';
import type { PoisonCandidates } from './poison-messages.ts';

/** The cursor as it is stored: the number of messages follows from the pages, and bigints are text. */
type StoredCursor = Omit<MailboxCursor, 'messages' | 'highestModSeq'> & { highestModSeq: string | null };

/** A message that stands in its page without headers, because every connection ended over it. */
interface UnreadableMessage {
  uid: number;
  /** How the last one ended. */
  failure: Failure;
  /** Milliseconds since 1970. */
  triedAt: number;
}

/**
 * Messages that connections end over: one that is being looked for, and those that were found; and whether the server contradicts itself.
 */
export interface MailboxTrouble {
  suspicion: PoisonCandidates | null;
  unreadable: readonly UnreadableMessage[];
  /** How many messages the server last said there are, while so many could be had, however it was asked; absent where they agree. */
  contradiction?: { messages: number; stored: number; at: number } | null;
}

/**
 * What a mailbox's name space begins with: where its pages are, and how far they reach. Written last, so it never promises more than is
 * there.
 */
export interface MailboxState {
  cursor: StoredCursor;
  pages: PageRef[];
  /** The key of the page that is written next: whatever lies there now was left by a crash. */
  nextPage: number;
  /** Keys of pages whose contents may hold messages that are gone, or never came to be. */
  untidy: number[];
  /** Absent while there has been none. */
  trouble?: MailboxTrouble;
}

export const toStoredCursor = ({ highestModSeq, ...cursor }: Omit<MailboxCursor, 'messages'>): StoredCursor => ({
  ...cursor,
  highestModSeq: highestModSeq?.toString() ?? null,
});

/** The cursor that a state stands for. */
export const cursorOf = ({ cursor, pages }: MailboxState): MailboxCursor => ({
  ...cursor,
  highestModSeq: cursor.highestModSeq === null ? null : BigInt(cursor.highestModSeq),
  messages: pages.reduce((sum, { count }) => sum + count, 0),
});
