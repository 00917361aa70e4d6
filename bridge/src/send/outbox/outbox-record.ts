import type { OutboxEntry } from '@kurrier/shared/mail/outbox';

/** One message of the outbox as it is stored: what everybody sees, and what only sending needs. */
export interface OutboxRecord {
  entry: OutboxEntry;
  envelopeFrom: string;
  needsSmtpUtf8: boolean;
  /** The message this one answers, to be marked there. */
  inReplyTo?: string;
  /** SHA-256 of what was accepted: the same key with something else is told apart from a repeated call. */
  fingerprint: string;
  /** The content lies in a file of its own, because it is long. */
  spooled: boolean;
  /** Tries of the copy that failed, and searches that found nothing. */
  copyTries: number;
  copyChecks: number;
}
