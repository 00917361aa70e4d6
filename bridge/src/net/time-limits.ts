/** How long each part of an attempt may take. Everything but the sign-in has a final word by `saidMs`. */
export interface Budgets {
  /** Name lookup and connection together. */
  connectMs: number;
  /** TLS, greeting, capabilities and use: each. */
  answerMs: number;
  /** Something is said by then, whatever the server does; of a sign-in that still waits, something preliminary. */
  saidMs: number;
  /** Servers hold back the answer to a wrong password (stock Dovecot up to 17 s): the end of an attempt. */
  endMs: number;
  /** So long a port may be silent before a TLS ClientHello is offered to it. */
  silenceMs: number;
  /** So long a signed-in SMTP server may say nothing while a reply is due, and while it takes a piece of content (RFC 5321 §4.5.3.2). */
  replyMs: number;
  /** The same after the end of a message's content (RFC 5321 §4.5.3.2.6): giving up early is what makes duplicates. */
  contentReplyMs: number;
}

export const defaultBudgets: Budgets = {
  connectMs: 5000,
  answerMs: 5000,
  saidMs: 12_000,
  endMs: 30_000,
  silenceMs: 300,
  replyMs: 120_000,
  contentReplyMs: 600_000,
};
