import type { Failure } from '@kurrier/shared/failure';
import { fail, type Outcome } from '@kurrier/shared/outcome';
import type { ImapAnswer, ImapCommandOptions, ImapSession } from './imap-session.ts';

/** No mailbox, envelope or list of flags needs more; texts of messages are asked for in pieces. */
const maxResponseBytes = 4 * 1024 * 1024;
/** What a server may say beside what was asked for. */
const unaskedResponses = 10_000;

/** A server that does what the protocol forbids; `code` says what. */
export const protocolViolation = (code: string): Failure => ({
  kind: 'server.protocol_violation',
  stage: 'mailbox',
  leg: 'imap',
  confidence: 'certain',
  code,
});

/**
 * Sends a command that is answered with about `expected` untagged responses. A server that goes on and on is cut off
 * (`TOO_MANY_RESPONSES`): the deadline of a session is for silence only.
 */
export const runCommand = async (
  session: ImapSession,
  parts: string | readonly (string | Uint8Array)[],
  { onUntagged, expected = 0, ...options }: ImapCommandOptions & { expected?: number } = {},
): Promise<Outcome<ImapAnswer, Failure>> => {
  let responses = 0;
  const most = expected + unaskedResponses;
  const outcome = await session.command(parts, {
    maxResponseBytes,
    ...options,
    onUntagged: (response) => {
      if (++responses < most) return onUntagged?.(response);
      session.close();
    },
  });
  return responses < most ? outcome : fail(protocolViolation('TOO_MANY_RESPONSES'));
};

/** A mailbox name as a command's argument: quoted, or as bytes to be sent as a literal where that cannot be. */
export const mailboxArgument = (name: string): string | Uint8Array =>
  /^[\x20-\x7e]*$/.test(name) ? `"${name.replace(/["\\]/g, '\\$&')}"` : Buffer.from(name);

/** Puts a command with a mailbox name together; texts that follow each other are joined. */
export const withMailbox = (verb: string, name: string, rest = ''): (string | Uint8Array)[] => {
  const argument = mailboxArgument(name);
  return typeof argument === 'string' ? [`${verb} ${argument}${rest}`] : [`${verb} `, argument, rest];
};
