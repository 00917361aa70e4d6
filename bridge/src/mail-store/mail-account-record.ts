import * as z from 'zod/mini';
import { SpecialUse } from '@kurrier/shared/mail/mail';

/** A mailbox of an account as it is stored, with what the server last said of it. */
const StoredMailbox = z.object({
  /** Ours, and never used again for another mailbox. */
  id: z.string(),
  path: z.string(),
  name: z.string(),
  delimiter: z.nullable(z.string()),
  attributes: z.readonly(z.array(z.string())),
  mailboxId: z.nullable(z.string()),
  /** OBJECTID as the server told it when the mailbox was opened; absent where it did not, or was not asked yet. */
  objectId: z.optional(z.string()),
  role: z.nullable(SpecialUse),
  messages: z.number(),
  unseen: z.number(),
});
export type StoredMailbox = z.infer<typeof StoredMailbox>;

const Choice = z.object({
  included: z.array(z.string()),
  excluded: z.array(z.string()),
  sinceDays: z.nullable(z.number()),
  texts: z.optional(z.object({ days: z.number(), megabytes: z.number() })),
});

/** Whose mailboxes they are: UIDs of one mean nothing for another, even with the same UIDVALIDITY. */
const origin = { host: z.string(), username: z.string() };
export interface MailOrigin {
  host: string;
  username: string;
}

/** What is kept of an account besides its messages. */
export const MailAccountRecord = z.object({
  /** Where the stored messages are from, and how far back they reach; absent before the first sync. */
  stored: z.optional(z.object({ ...origin, sinceDays: z.nullable(z.number()) })),
  mailboxes: z.array(StoredMailbox),
  choice: Choice,
  isPaused: z.boolean(),
  isGmail: z.boolean(),
  lastSyncAt: z.nullable(z.number()),
  /** The key of what is kept of the account's texts, as the vault sealed it; absent before there is any. */
  mailKey: z.optional(z.string()),
});
export type MailAccountRecord = z.infer<typeof MailAccountRecord>;
