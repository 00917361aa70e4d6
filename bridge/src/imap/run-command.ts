import type { Failure } from '@kurrier/shared/failure/failure';
import type { Outcome } from '@kurrier/shared/failure/outcome';
import type { ImapAnswer, ImapCommandOptions, ImapSession } from './imap-session.ts';

/** No mailbox, envelope or list of flags needs more; texts of messages are asked for in pieces. */
const maxResponseBytes = 4 * 1024 * 1024;

/** Sends a command; what is answered to it is bounded. */
export const runCommand = (
  session: ImapSession,
  parts: string | readonly (string | Uint8Array)[],
  options: ImapCommandOptions = {},
): Promise<Outcome<ImapAnswer, Failure>> => session.command(parts, { maxResponseBytes, ...options });

/** A mailbox name as a command's argument: quoted, or as bytes to be sent as a literal where that cannot be. */
const mailboxArgument = (name: string): string | Uint8Array =>
  /^[\x20-\x7e]*$/.test(name) ? `"${name.replace(/["\\]/g, '\\$&')}"` : Buffer.from(name);

/** Puts a command with a mailbox name together; texts that follow each other are joined. */
export const withMailbox = (verb: string, name: string, rest = ''): (string | Uint8Array)[] => {
  const argument = mailboxArgument(name);
  return typeof argument === 'string' ? [`${verb} ${argument}${rest}`] : [`${verb} `, argument, rest];
};
