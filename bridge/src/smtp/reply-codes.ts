import type { SmtpReply } from './smtp-reply.ts';

/**
 * The replies that mean yes, for each command (RFC 5321 §4.3.2; STARTTLS: RFC 3207 §4; AUTH: RFC 4954 §4, its challenges apart).
 * `content` is the end of a message's content. Whatever does not match is no yes, whatever its first digit.
 */
const yesTo = {
  greeting: /^220$/,
  EHLO: /^250$/,
  HELO: /^250$/,
  STARTTLS: /^220$/,
  AUTH: /^235$/,
  MAIL: /^250$/,
  RCPT: /^25[01]$/,
  DATA: /^354$/,
  content: /^2\d\d$/,
  RSET: /^250$/,
} as const satisfies Record<string, RegExp>;

export type SmtpCommand = keyof typeof yesTo;

/** `unexpected`: neither a yes to this command nor a refusal, so it may belong to another command, and so may every later reply. */
export type ReplyMeaning = 'yes' | 'no' | 'unexpected';

/** What a reply means as the answer to a command. 4yz and 5yz are a no to everything (RFC 5321 §4.2.1). */
export const judgeReply = (command: SmtpCommand, { replyCode, isContradictory }: SmtpReply): ReplyMeaning => {
  if (isContradictory) return 'unexpected';
  if (yesTo[command].test(String(replyCode))) return 'yes';
  return replyCode >= 400 ? 'no' : 'unexpected';
};

export const isYes = (command: SmtpCommand, reply: SmtpReply): boolean => judgeReply(command, reply) === 'yes';

/** "Service not available, closing transmission channel": may answer any command, and comes unasked, too (RFC 5321 §3.8). */
export const isClosing = ({ replyCode }: Pick<SmtpReply, 'replyCode'>): boolean => replyCode === 421;
