import type { ConnectionSecurity, Leg } from '@kurrier/shared/account/connection';
import type { ServerIdentity } from '@kurrier/shared/failure/server-identity';
import type { Certificate, Failure, Stage } from '@kurrier/shared/failure/failure';

/**
 * What our own dialogues report where neither Node nor a server gives a code:
 * `DEADLINE` nothing came in time · `CLOSED` the other side closed without a word · `TLS_SPOKEN` a TLS ClientHello was answered on this
 * silent port · `STARTTLS_NOT_OFFERED` wanted, not among the capabilities · `NO_COMMON_MECHANISM` nothing that works with a password is
 * offered · `AUTH_NOT_OFFERED` no AUTH at all · `LOGIN_DISABLED` LOGINDISABLED on an unencrypted connection · `LINE_TOO_LONG` and
 * `NOT_THE_PROTOCOL` an unreadable answer · `CLEARTEXT_NOT_ALLOWED` the password would have left unencrypted · `STARTTLS_INJECTION` bytes
 * between STARTTLS and the handshake · `OUT_OF_STEP` more was said than was asked, or something that is no answer to it: no reply can be
 * told to belong to its command any more.
 */
type DialogueCode =
  | 'DEADLINE'
  | 'CLOSED'
  | 'TLS_SPOKEN'
  | 'STARTTLS_NOT_OFFERED'
  | 'NO_COMMON_MECHANISM'
  | 'AUTH_NOT_OFFERED'
  | 'LOGIN_DISABLED'
  | 'LINE_TOO_LONG'
  | 'NOT_THE_PROTOCOL'
  | 'CLEARTEXT_NOT_ALLOWED'
  | 'STARTTLS_INJECTION'
  | 'OUT_OF_STEP';

/** The parts of an error object that say what happened; codes are Node's, OpenSSL's, a library's or a `DialogueCode`. */
export interface ErrorEvidence {
  code?: DialogueCode | (string & {}) | undefined;
  /** nodemailer keeps Node's code here while `code` is its own. */
  originalCode?: string | undefined;
  message?: string | undefined;
  timeoutType?: string | undefined;
  /** The command that failed: `AUTH PLAIN`, `AUTHENTICATE XOAUTH2`, `MAIL FROM`. */
  command?: string | undefined;
  /** `status` of the error challenge (RFC 7628) that came before a token was refused. */
  tokenRefusal?: string | undefined;
  /** OpenSSL's reason ("wrong version number"). */
  reason?: string | undefined;
}

/** A server's answer as it came, multi-line with `\n`, status codes kept; codes that are not given are read from the text. */
export interface ReplyText {
  text: string;
  replyCode?: number | undefined;
  enhancedStatusCode?: string | undefined;
  responseCode?: string | undefined;
  status?: 'OK' | 'NO' | 'BAD' | 'BYE' | 'PREAUTH' | undefined;
}

/** Everything that is known of one thing that went wrong: input of `classify`. Replies have been redacted before they get here. */
export interface ReplyEvidence {
  leg: Leg;
  stage: Stage;
  host?: string | undefined;
  port?: number | undefined;
  /** How TLS was started on this connection, where that is known. */
  security?: ConnectionSecurity | undefined;
  /** The form's Secure, where only that is known. */
  secure?: boolean | undefined;
  error?: ErrorEvidence | undefined;
  reply?: ReplyText | undefined;
  /** Who answered; found from the host and the reply where it is not given. */
  server?: ServerIdentity | undefined;
  certificate?: Certificate | undefined;
  addresses?: Failure['addresses'] | undefined;
}
