import type { Failure, Stage } from '@kurrier/shared/failure';
import type { ReplyText } from '../classify/evidence.ts';

/** What an EHLO answer said that matters for handing over a message. */
export interface SubmissionCapabilities {
  pipelining: boolean;
  chunking: boolean;
  smtpUtf8: boolean;
  eightBitMime: boolean;
  /** SIZE is offered; `largest` is there when it came with a limit (RFC 1870). */
  size: boolean;
  largest?: number;
}

/** A reply as it came, redacted, with the code of its last line. */
export type SmtpReply = ReplyText & { replyCode: number };

/** A signed-in SMTP connection between two messages. */
export interface DeliverySession {
  readonly capabilities: SubmissionCapabilities;
  /** Whether anything can still be sent. */
  readonly alive: boolean;
  write(data: string | Uint8Array): void;
  /** Sends, and waits until the system has taken the bytes. Rejects when the connection ends. */
  writeAll(data: string | Uint8Array): Promise<void>;
  /** The next reply. Rejects when the connection ends or `limitMs` is over; the session is not alive after that. */
  readReply(limitMs: number): Promise<SmtpReply>;
  /** Names what a reply or an error of this connection means at a stage. */
  classify(stage: Stage, problem: { reply: ReplyText } | { error: unknown }): Failure;
  /** Cuts the connection. */
  destroy(): void;
}
