import type { Failure } from '@kurrier/shared/failure/failure';
import type { Outcome } from '@kurrier/shared/failure/outcome';

/** The server's consent to a command. */
export interface ImapAnswer {
  responseCode: string | undefined;
  text: string;
}

export interface ImapCommandOptions {
  /** Takes each untagged response with its literals and line end; while its promise is pending, nothing more is read. */
  onUntagged?: (response: Buffer) => void | Promise<void>;
  silenceMs?: number;
  maxResponseBytes?: number;
  /** About how many untagged responses are to come. */
  expected?: number;
  /** It asks about mailboxes: STATUS responses are its own, and no news. */
  isSurvey?: boolean;
  /**
   * It opens a mailbox after others, or is about what a command before it opens: `onUntagged` gets only what is said after all earlier ones
   * were answered, and what is sent after it hears nothing from before that, either. What a server says earlier is missing then; it is never
   * taken for another mailbox's.
   */
  isAfterEarlier?: boolean;
}

/** What the sync needs of a signed-in connection. Commands sent together are answered in order; a refused one leaves the session usable. */
export interface ImapSession {
  capabilities(): ReadonlySet<string>;
  command(parts: string | readonly (string | Uint8Array)[], options?: ImapCommandOptions): Promise<Outcome<ImapAnswer, Failure>>;
  idle(options: { onUntagged: (response: Buffer) => void | Promise<void>; signal: AbortSignal }): Promise<Outcome<ImapAnswer, Failure>>;
  closed: Promise<void>;
  close(): void;
}
