import * as z from 'zod/mini';
import { Failure } from '@kurrier/shared/failure/failure';
import type { MailboxCursor } from './mailbox-cursor.ts';
import type { ContentPage, IndexPage } from './page-format.ts';
import { parseContentPage, parseIndexPage } from './stored-pages.ts';

const modSeq = z.string().check(z.regex(/^\d{1,20}$/));

/** The cursor as it is stored: the number of messages follows from the pages, and bigints are text. */
const StoredCursor = z.object({
  uidValidity: z.number(),
  uidNext: z.number(),
  highestModSeq: z.nullable(modSeq),
  onServer: z.optional(z.number()),
  backfillBelow: z.nullable(z.number()),
});
type StoredCursor = z.infer<typeof StoredCursor>;

const PoisonCandidates = z.object({
  uids: z.readonly(z.array(z.readonly(z.tuple([z.number(), z.number()])))),
  kills: z.number(),
  killsAlone: z.number(),
  failure: Failure,
});

/** A message that stands in its page without headers, because every connection ended over it. Times are milliseconds since 1970. */
const UnreadableMessage = z.object({ uid: z.number(), failure: Failure, triedAt: z.number() });

/**
 * Messages that connections end over: one that is being looked for, and those that were found; and whether the server contradicts itself.
 */
const MailboxTrouble = z.object({
  suspicion: z.nullable(PoisonCandidates),
  unreadable: z.readonly(z.array(UnreadableMessage)),
  /** How many messages the server last said there are, while so many could be had, however it was asked; absent where they agree. */
  contradiction: z.optional(z.nullable(z.object({ messages: z.number(), stored: z.number(), at: z.number() }))),
});
export type MailboxTrouble = z.infer<typeof MailboxTrouble>;
export const noTrouble: MailboxTrouble = { suspicion: null, unreadable: [] };

const PageRef = z.object({
  key: z.number(),
  first: z.number(),
  last: z.number(),
  count: z.number(),
  unseen: z.number(),
  bytes: z.number(),
});

/**
 * What a mailbox's name space begins with: where its pages are, and how far they reach. Written last, so it never promises more than is
 * there.
 */
const MailboxState = z.object({
  cursor: StoredCursor,
  pages: z.array(PageRef),
  /** The key of the page that is written next: whatever lies there now was left by a crash. */
  nextPage: z.number(),
  /** Keys of pages whose contents may hold messages that are gone, or never came to be. */
  untidy: z.array(z.number()),
  /** Absent while there has been none. What cannot be read of it is found out anew. */
  // oxlint-disable-next-line promise/valid-params -- a schema, and no promise
  trouble: z.optional(z.catch(MailboxTrouble, noTrouble)),
});
export type MailboxState = z.infer<typeof MailboxState>;

export type MailboxRecord = MailboxState | IndexPage | ContentPage;

/** A record of a mailbox's name space, by its key. Throws where it is damaged; a state from before pages were counted is fetched anew. */
export const parseMailboxRecord = (key: string, stored: unknown): MailboxRecord | undefined => {
  if (key.startsWith('index:')) return parseIndexPage(stored);
  if (key.startsWith('content:')) return parseContentPage(stored);
  const isUncounted = typeof stored === 'object' && stored !== null && 'cursor' in stored && !('nextPage' in stored);
  return isUncounted ? undefined : MailboxState.parse(stored);
};

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
