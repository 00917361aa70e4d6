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

/** A text as a command's argument: quoted, or as bytes to be sent as a literal where that cannot be: with a line break in it, say. */
const astring = (text: string): string | Uint8Array =>
  /^[\x20-\x7e]*$/.test(text) ? `"${text.replace(/["\\]/g, '\\$&')}"` : Buffer.from(text);

/** Puts a command with a mailbox name, or any other text of somebody else's, together; texts that follow each other are joined. */
export const withMailbox = (verb: string, name: string, rest = ''): (string | Uint8Array)[] => {
  const argument = astring(name);
  return typeof argument === 'string' ? [`${verb} ${argument}${rest}`] : [`${verb} `, argument, rest];
};
