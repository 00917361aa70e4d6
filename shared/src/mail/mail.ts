import * as z from 'zod/mini';
import { Failure } from '../failure/failure.ts';
import { TextChoice } from './text-choice.ts';

/** What a mailbox is for (RFC 6154); INBOX is one too, for the sake of whoever looks for it. */
export const SpecialUse = z.enum(['inbox', 'drafts', 'sent', 'archive', 'junk', 'trash', 'all', 'flagged', 'important']);
export type SpecialUse = z.infer<typeof SpecialUse>;

/** One mailbox of an account. A parent that only holds others is not selectable and has no messages. */
export const Mailbox = z.object({
  id: z.string(),
  /** The whole path, decoded; `delimiter` separates its parts. */
  path: z.string(),
  delimiter: z.nullable(z.string()),
  role: z.nullable(SpecialUse),
  isSelectable: z.boolean(),
  /** Whether its messages are fetched. */
  isChosen: z.boolean(),
  /** As the server last said. */
  messages: z.number(),
  unseen: z.number(),
  /** How many messages are here already. */
  stored: z.number(),
  /** Grows with every change to its stored messages: who shows them reads them again. */
  revision: z.number(),
});
export type Mailbox = z.infer<typeof Mailbox>;

/** Long work: how far it is, in messages. `remainingMs` only where the pace was measured. */
export const SyncProgress = z.object({ done: z.number(), total: z.number(), remainingMs: z.nullable(z.number()) });
export type SyncProgress = z.infer<typeof SyncProgress>;

/** Where the sync of an account stands. Times are milliseconds since 1970. */
export const SyncPhase = z.discriminatedUnion('phase', [
  /** The receiving leg is not verified, or there is none. */
  z.object({ phase: z.literal('off') }),
  z.object({ phase: z.literal('paused') }),
  z.object({ phase: z.literal('connecting') }),
  z.object({ phase: z.literal('syncing'), progress: z.nullable(SyncProgress) }),
  /** Everything is here, and the server tells of news. */
  z.object({ phase: z.literal('live') }),
  /** Failed, and tries again at `retryAt`. */
  z.object({ phase: z.literal('waiting'), failure: Failure, retryAt: z.number() }),
  /** Failed in a way that no other attempt mends: sign-in refused. */
  z.object({ phase: z.literal('stopped'), failure: Failure }),
]);
export type SyncPhase = z.infer<typeof SyncPhase>;

/** Counted before each is looked at: zod gathers what is wrong with every one of them. */
const MailboxIds = z.pipe(z.array(z.unknown()).check(z.maxLength(20_000, { abort: true })), z.array(z.string()));

/** What is fetched of an account. */
export const SyncChoice = z.object({
  /** Mailboxes that are fetched or left out against the rule: everything, but not All Mail, Important and Starred of Gmail. */
  included: MailboxIds,
  excluded: MailboxIds,
  /** How far back, in days; null: everything. */
  sinceDays: z.nullable(z.int().check(z.minimum(1), z.maximum(36_500))),
  /** Which texts are kept at hand; who leaves it out changes nothing about it. */
  texts: z.optional(TextChoice),
});
export type SyncChoice = z.infer<typeof SyncChoice>;

export const AccountSync = z.object({
  accountId: z.string(),
  state: SyncPhase,
  choice: SyncChoice,
  mailboxes: z.array(Mailbox),
  /** When everything was last known to be as on the server. */
  lastSyncAt: z.nullable(z.number()),
  /** Bytes of this account's mail in the store, about. */
  storedBytes: z.number(),
  /** Mailboxes that could not be synced, while the rest could. */
  failures: z.array(z.object({ mailboxId: z.string(), failure: Failure })),
  /** How many changes to messages wait for the server, and how many were not possible; absent where there are none. */
  changes: z.optional(z.object({ pending: z.number(), failed: z.number() })),
});
export type AccountSync = z.infer<typeof AccountSync>;

/** One message for good: UIDs mean nothing without their UIDVALIDITY (RFC 9051 §2.3.1.1). */
export const MessageRef = z.object({ accountId: z.string(), mailboxId: z.string(), uidValidity: z.number(), uid: z.number() });
export type MessageRef = z.infer<typeof MessageRef>;

/** A name and an address from a header; the name may be empty, and so the address of a group. */
export const Correspondent = z.object({ name: z.string(), address: z.string() });
export type Correspondent = z.infer<typeof Correspondent>;

/** A message in a list. Texts are decoded, cut at some hundred characters, and free of control characters. */
export const MessageRow = z.object({
  ref: MessageRef,
  from: z.array(Correspondent),
  to: z.array(Correspondent),
  subject: z.string(),
  /** When the server received it. */
  receivedAt: z.number(),
  isUnread: z.boolean(),
  isFlagged: z.boolean(),
  isAnswered: z.boolean(),
  hasAttachments: z.boolean(),
  /** The server would not deliver its headers: all that is known of it is that it is there. Opening it tries again. */
  isUnreadable: z.boolean(),
  /**
   * Something that a person did to it waits for the server: `flags`, it is shown as it will be; `leaving`, it will not be here any more.
   */
  pending: z.optional(z.enum(['flags', 'leaving'])),
  /**
   * In a list by conversations, where this is the newest message of one: how many messages it has, those in Sent included, and those of the
   * list, this one first. Unread and starred are the row where one of them is.
   */
  conversation: z.optional(z.object({ messages: z.number(), refs: z.array(MessageRef) })),
});
export type MessageRow = z.infer<typeof MessageRow>;

/** Something in a message that can be saved as a file. */
export const Attachment = z.object({
  /** As it was sent, in one line without control characters; may be empty, and is not yet safe as the name of a file. */
  name: z.string(),
  type: z.string(),
  /** Bytes, about. */
  size: z.number(),
  /** How many attached messages it lies in: 0 for what is attached to the message itself. */
  depth: z.number(),
  /** Belongs to how the message presents itself: a picture in its HTML, another form of its text, its signature. */
  isInline: z.boolean(),
  /** It is a message that can be opened in place, by the path to it. */
  isMessage: z.optional(z.boolean()),
});
export type Attachment = z.infer<typeof Attachment>;

/** What a person should know about the text that is shown of a message. Others may come: who does not know one leaves it out. */
export const ReadingNotice = z.enum([
  /** It carries a signature, which nobody checked. */
  'signed',
  /** Its text is encrypted. */
  'encrypted',
  /** The message's structure is broken: this was made out of its source. */
  'repaired',
  /** There is no text for people in it: this is what it holds, as it is. */
  'raw',
  /** It has more texts than are shown; they are listed among the attachments. */
  'more-texts',
  /** It would have taken too much time or memory to lay out: this is its text without any layout. */
  'too-complex',
]);
export type ReadingNotice = z.infer<typeof ReadingNotice>;

/** A place in a text where a long address was replaced by its host, and the address that stood there. */
export const ShortenedLink = z.object({ at: z.number(), length: z.number(), address: z.string() });
export type ShortenedLink = z.infer<typeof ShortenedLink>;

/**
 * Which of the messages in a message: its place among the attachments of the one around it, from the outermost to itself. Empty: the one of
 * the mailbox.
 */
export const AttachedPath = z.array(z.int().check(z.minimum(0))).check(z.maxLength(8));

/** A message opened: its text (its HTML is asked for by `mail.html`), and what is attached to it, never its bytes. */
export const MessageContent = z.object({
  /** As in a list, but with every recipient, as far as `leftOut` does not say otherwise. */
  row: MessageRow,
  cc: z.array(Correspondent),
  /** Who wishes to get the answers: Reply-To, or From where there is none. */
  replyTo: z.array(Correspondent),
  messageId: z.nullable(z.string()),
  /** Message-IDs of the conversation before it, the oldest first (RFC 5322 §3.6.4). */
  references: z.array(z.string()),
  /** The Date header; null where there is none. */
  sentAt: z.nullable(z.number()),
  text: z.string(),
  /** The message has no plain text: this is its HTML, reduced to text. */
  isFromHtml: z.boolean(),
  /** There is HTML to show: `mail.html` gives it. */
  hasHtml: z._default(z.boolean(), false),
  /** It says how its list is left: `mail.unsubscribe` tells which way is open. */
  hasUnsubscribe: z.optional(z.boolean()),
  /** It may be a delivery report: `mail.deliveryReport` tells. */
  isReport: z.optional(z.boolean()),
  /** The text goes on: more of it than is shown here. */
  isCut: z.boolean(),
  /** In the order of their places. */
  links: z._default(z.array(ShortenedLink), []),
  /** `ReadingNotice`, and what newer bridges say. */
  notices: z._default(z.array(z.string()), []),
  /** So many recipients stand in the message beyond those that are given here. */
  leftOut: z._default(z.number(), 0),
  /** Of a message that lies in another one: the path to it. */
  path: z.optional(AttachedPath),
  /** Everything else in it, in the order by which `mail.attachment` asks for it. */
  attachments: z.array(Attachment),
});
export type MessageContent = z.infer<typeof MessageContent>;
