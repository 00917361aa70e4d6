import * as z from 'zod/mini';
import { defineEndpoint } from '../bridge/endpoint.ts';
import { Failure } from '../failure/failure.ts';
import { FetchedPicture, HtmlMail } from '../mail/html-mail.ts';
import { AccountSync, AttachedPath, MessageContent, MessageRef, MessageRow, SyncChoice } from '../mail/mail.ts';

const Id = z.string().check(z.minLength(1), z.maxLength(64));
const Refs = z.array(MessageRef).check(z.minLength(1), z.maxLength(1000));

const NotFound = z.object({ refused: z.literal('not-found') });
/** The server, or the way to it, said no. */
const Failed = z.object({ failed: Failure });
/**
 * What came of a change to messages. `pending`: so many are changed once the server is there again (`changes.list`). `leftMarked`: so many
 * were copied, and stay where they were, marked as deleted: the server (no UIDPLUS) could only have removed them together with others.
 * `too-many`: more wait for the server than are kept. `cannot-expunge`: bridges of before refused altogether what is left marked now.
 */
const Changed = z.union([
  z.object({ done: z.number(), leftMarked: z.optional(z.number()), pending: z.optional(z.number()) }),
  z.object({ refused: z.enum(['not-found', 'no-mailbox', 'no-trash', 'cannot-expunge', 'too-many']) }),
  Failed,
]);

/** The sync of every account that receives mail; goes on with `sync.changed` events after `cursor`. */
export const listSyncs = defineEndpoint({
  name: 'mail.syncs',
  request: z.strictObject({}),
  response: z.object({ syncs: z.array(AccountSync), cursor: z.number() }),
});

/** A mailbox that is listed from: at which revision, and how many messages of it are stored. */
const ListedMailbox = z.object({ mailboxId: z.string(), revision: z.number(), messages: z.number() });
export type ListedMailbox = z.infer<typeof ListedMailbox>;

/** Which messages are listed, and how; absent: of every account, all of the INBOXes, each by itself. */
export const listedFrom = {
  accountId: z.optional(Id),
  mailboxId: z.optional(Id),
  only: z.optional(z.enum(['unread', 'starred'])),
  isGrouped: z.optional(z.boolean()),
};

/**
 * The newest messages of one mailbox, of an account's INBOX, or, with neither, of all INBOXes together; newest first, at the same time in
 * the order of `mailboxes`, then the highest UID first. Bridges of before do not say `mailboxes`, nor does any of a list with `only`: those
 * that are unread, or starred; the starred ones of all mailboxes where none is named, but for Trash and spam. `isGrouped`: a row for each
 * conversation, without `mailboxes`.
 */
export const listMessages = defineEndpoint({
  name: 'mail.messages',
  request: z.strictObject({
    ...listedFrom,
    offset: z._default(z.int().check(z.minimum(0)), 0),
    limit: z._default(z.int().check(z.minimum(1), z.maximum(200)), 50),
  }),
  response: z.object({ rows: z.array(MessageRow), total: z.number(), mailboxes: z.optional(z.array(ListedMailbox)) }),
});

/** Opens a message, or by its path one that lies in it: fetches its text, with nothing attached. Does not mark it as read. */
export const openMessage = defineEndpoint({
  name: 'mail.open',
  request: z.strictObject({ ref: MessageRef, path: z.optional(AttachedPath) }),
  response: z.union([MessageContent, NotFound, Failed]),
});

/** The HTML of a message, as it was written and not sanitized, where `hasHtml` says that there is some. */
export const openHtml = defineEndpoint({
  name: 'mail.html',
  request: z.strictObject({ ref: MessageRef, path: z.optional(AttachedPath) }),
  response: z.union([HtmlMail, NotFound, Failed]),
});

/** Fetches a picture that a message only names: because a person asked for it, once, without cookies or referrer, never from a private address. */
export const fetchPicture = defineEndpoint({
  name: 'mail.picture',
  request: z.strictObject({ url: z.string().check(z.maxLength(8000)) }),
  response: FetchedPicture,
});

/**
 * A piece of the message as the server has it, its bytes as the characters U+0000 to U+00FF. `next` is the offset to go on at, null at the
 * end.
 */
export const readSource = defineEndpoint({
  name: 'mail.source',
  request: z.strictObject({ ref: MessageRef, offset: z._default(z.int().check(z.minimum(0)), 0) }),
  response: z.union([z.object({ bytes: z.string(), next: z.nullable(z.number()) }), NotFound, Failed]),
});

/**
 * The sources of several messages of one mailbox, as many of the first ones as one answer may carry: `lengths` of what is attached to it as
 * raw bytes, one after the other. Null: it is gone, or so long that `mail.source` has to read it in pieces.
 */
export const readSources = defineEndpoint({
  name: 'mail.sources',
  request: z.strictObject({ refs: Refs }),
  response: z.union([z.object({ lengths: z.array(z.nullable(z.number())).check(z.minLength(1)) }), NotFound, Failed]),
});

/**
 * A piece of what is attached, by its place in the opened message's `attachments`, decoded. `next` is where to go on, null at the end; like
 * `total` it counts the bytes as they are transferred.
 */
export const readAttachment = defineEndpoint({
  name: 'mail.attachment',
  request: z.strictObject({
    ref: MessageRef,
    path: z.optional(AttachedPath),
    index: z.int().check(z.minimum(0)),
    offset: z._default(z.int().check(z.minimum(0)), 0),
  }),
  response: z.union([z.object({ base64: z.string(), next: z.nullable(z.number()), total: z.number() }), NotFound, Failed]),
});

/**
 * The same by the number of the piece, counted from 0, as raw bytes of the answer, so that several may be asked for at once. A piece goes on
 * where the one before ended only if its `from` is that one's `next`; where it is not, the part has no places that can be told without what
 * stands before them, and `mail.attachment` has to go on from that `next`. Bridges of before do not know it.
 */
export const readAttachmentPiece = defineEndpoint({
  name: 'mail.attachmentPiece',
  request: z.strictObject({
    ref: MessageRef,
    path: z.optional(AttachedPath),
    index: z.int().check(z.minimum(0)),
    piece: z.int().check(z.minimum(0), z.maximum(1_000_000)),
  }),
  response: z.union([z.object({ from: z.number(), next: z.nullable(z.number()), total: z.number() }), NotFound, Failed]),
});

/** Marks messages of one account as read or unread, on the server first. */
export const markSeen = defineEndpoint({
  name: 'mail.markSeen',
  request: z.strictObject({ refs: Refs, seen: z.boolean() }),
  response: Changed,
});

/** Stars messages of one account, or takes the star away (`\\Flagged`, RFC 9051 §2.3.2), on the server first. */
export const starMessages = defineEndpoint({
  name: 'mail.star',
  request: z.strictObject({ refs: Refs, starred: z.boolean() }),
  response: Changed,
});

/**
 * Moves messages of one account to another of its mailboxes, on the server first, and nothing but these messages. `no-mailbox`: there is none
 * like that. `leftMarked`: as for `mail.trash`.
 */
export const moveMessages = defineEndpoint({
  name: 'mail.move',
  request: z.strictObject({
    refs: Refs,
    to: z.union([z.strictObject({ mailboxId: Id }), z.strictObject({ role: z.enum(['archive', 'junk', 'inbox']) })]),
  }),
  response: Changed,
});

/**
 * Moves messages of one account to its Trash; those that lie there already are deleted. On the server first, and nothing but these
 * messages. `no-trash`: the account has no such mailbox. `leftMarked`: so many were copied to Trash, and stay where they were, marked as
 * deleted: the server (no UIDPLUS) could only have removed them together with others. `cannot-expunge`: bridges of before refused that
 * altogether.
 */
export const trashMessages = defineEndpoint({
  name: 'mail.trash',
  request: z.strictObject({ refs: Refs }),
  response: Changed,
});

/** Stops an account's sync and closes its connections, until it is resumed; survives a restart. */
export const pauseSync = defineEndpoint({
  name: 'mail.pause',
  request: z.strictObject({ accountId: Id, paused: z.boolean() }),
  response: z.union([AccountSync, NotFound]),
});

/**
 * Changes what is fetched. Messages of mailboxes that are no longer chosen, or older than asked for, are removed here, not on the server.
 */
export const chooseSync = defineEndpoint({
  name: 'mail.choose',
  request: z.strictObject({ accountId: Id, choice: SyncChoice }),
  response: z.union([AccountSync, NotFound]),
});

/** Looks for news now, without waiting for the next poll or retry. */
export const syncNow = defineEndpoint({
  name: 'mail.syncNow',
  request: z.strictObject({ accountId: Id }),
  response: z.union([AccountSync, NotFound]),
});
