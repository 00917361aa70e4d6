import type { SmtpEnvelope } from '@kurrier/shared/mail/delivery';
import { readCapabilities } from '../ehlo-capabilities.ts';
import { needsSmtpUtf8 } from '../envelope-address.ts';
import { buildEnvelopeCommands } from './envelope-commands.ts';
import { isClosing, judgeReply, type SmtpCommand } from '../reply-codes.ts';
import type { SmtpReply } from '../smtp-reply.ts';

/** What a server made of a sender and a recipient that were named to it. */
export type SenderProbe =
  | { result: 'accepted' }
  | { result: 'refused' | 'out-of-step'; stage: 'sender' | 'recipient'; reply: SmtpReply }
  /** The connection was lost before the answer that counts. */
  | { result: 'unanswered'; stage: 'sender' | 'recipient' };

const asked = [
  { command: 'MAIL', stage: 'sender' },
  { command: 'RCPT', stage: 'recipient' },
  { command: 'RSET', stage: 'recipient' },
] as const satisfies readonly { command: SmtpCommand; stage: string }[];

/**
 * Asks whether mail from an address would be taken: MAIL FROM and RCPT TO, then RSET, in one flight where the server has PIPELINING.
 * `say` sends commands together and resolves with their replies, fewer where the connection was lost. No DATA, so nothing is sent.
 */
export const probeSender = async (
  say: (commands: readonly string[]) => Promise<readonly SmtpReply[]>,
  capabilities: ReadonlyMap<string, readonly string[]>,
  { sender, recipient }: { sender: string; recipient: string },
): Promise<SenderProbe> => {
  const offered = readCapabilities(capabilities);
  const envelope: SmtpEnvelope = {
    from: sender,
    recipients: [recipient],
    needsSmtpUtf8: offered.smtpUtf8 && [sender, recipient].some(needsSmtpUtf8),
    size: 0,
  };
  const commands = [...buildEnvelopeCommands(envelope, { ...offered, size: false }), 'RSET\r\n'].map((line) => line.trimEnd());
  if (offered.pipelining) return judgeProbe(await say(commands));
  const replies: SmtpReply[] = [];
  for (const [index, command] of commands.entries()) {
    replies.push(...(await say([command])));
    const probe = judgeProbe(replies);
    if (replies.length <= index || probe.result === 'refused' || probe.result === 'out-of-step') return probe;
  }
  return judgeProbe(replies);
};

/** The first answer that is no yes decides. An RSET that is not answered so shows that the answers before it belong to something else. */
const judgeProbe = (replies: readonly SmtpReply[]): SenderProbe => {
  for (const [index, { command, stage }] of asked.entries()) {
    const reply = replies[index];
    if (!reply) return command === 'RSET' ? { result: 'accepted' } : { result: 'unanswered', stage };
    const meaning = judgeReply(command, reply);
    if (command === 'RSET' && isClosing(reply)) return { result: 'accepted' };
    if (meaning === 'unexpected' || (meaning === 'no' && command === 'RSET')) return { result: 'out-of-step', stage, reply };
    if (meaning === 'no') return { result: 'refused', stage, reply };
  }
  return { result: 'accepted' };
};
