import type { Failure, ServerReply } from '../failure/failure.ts';

/** What a server said to one RCPT TO; `accepted` alone does not mean that the message was taken. */
export type RecipientReply = { address: string; accepted: true } | { address: string; accepted: false; failure: Failure };

/**
 * What one attempt to hand a message to a server proved.
 * `taken`: the server answered the end of the content with one 2yz and nothing else, so it has the message for every accepted recipient.
 * `not-taken`: it certainly has not. `unknown`: the end of the content may have reached it, and no answer came back, or none that is clear.
 * `recipients` holds those that were answered; the others were not reached.
 */
export type DeliveryOutcome =
  | { result: 'taken'; reply: ServerReply; recipients: RecipientReply[] }
  | {
      result: 'not-taken';
      failure: Failure;
      recipients: RecipientReply[];
      /** It was refused after its end: where more is said than that, nobody knows. */
      endWasSent?: true;
    }
  | { result: 'unknown'; failure: Failure; recipients: RecipientReply[] };

/** What a delivery needs to know besides the bytes. */
export interface SmtpEnvelope {
  from: string;
  recipients: readonly string[];
  /** An address or header holds UTF-8 that only a server with SMTPUTF8 (RFC 6531) can carry. */
  needsSmtpUtf8: boolean;
  /** Length of the content with CRLF line ends, before dot-stuffing: what SIZE= says (RFC 1870). */
  size: number;
}
