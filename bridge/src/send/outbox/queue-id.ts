/** How servers name a message in the answer to its content. First match wins. */
const patterns = [
  /** Postfix; also Amazon SES and others that copy its words. */
  /\bqueued as ([\w.-]+)/i,
  /** Exim. */
  /\bid=([\w-]+)/,
  /** Exchange: the internal id is what its message trace finds. */
  /\[InternalId=(\d+)/i,
  /** Sendmail. */
  /\b([\w]{14,}) Message accepted for delivery/i,
  /** Gmail: `2.0.0 OK 1700000000 a1b2c3-d4e5.1 - gsmtp`. */
  /\bOK\s+\d+ (\S+) - gsmtp/i,
  /** OpenSMTPD. */
  /\b([0-9a-f]{8,16}) Message accepted/i,
];

/** The name a server gave a message in its queue, for asking the server's administrator; absent where the reply holds none. */
export const parseQueueId = (replyText: string): string | undefined => {
  for (const pattern of patterns) {
    const found = pattern.exec(replyText)?.[1];
    if (found) return found;
  }
  return undefined;
};
