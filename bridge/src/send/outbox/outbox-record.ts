import * as z from 'zod/mini';
import { OutboxEntry } from '@kurrier/shared/mail/outbox';

/** One message of the outbox as it is stored: what everybody sees, and what only sending needs. */
export const OutboxRecord = z.object({
  entry: OutboxEntry,
  envelopeFrom: z.string(),
  needsSmtpUtf8: z.boolean(),
  /** The message this one answers, to be marked there. */
  inReplyTo: z.optional(z.string()),
  /** SHA-256 of what was accepted: the same key with something else is told apart from a repeated call. */
  fingerprint: z.string(),
  /** The content lies in a file of its own, because it is long. */
  spooled: z.boolean(),
  /** Tries of the copy that failed, and searches that found nothing. */
  copyTries: z.number(),
  copyChecks: z.number(),
});
export type OutboxRecord = z.infer<typeof OutboxRecord>;

/** A message whose content may have reached its end. A later attempt differs in one of the numbers. */
export const Begun = z.object({ id: z.string(), attempts: z.number(), retryUntil: z.number() });
export type Begun = z.infer<typeof Begun>;

/** A record that is none: what is stored under its key, and the content of its message where that is stored, too. */
export interface DamagedRecord {
  key: string;
  stored: unknown;
  content?: unknown;
}
