import { domainToASCII } from 'node:url';
import type { SmtpConnection } from '../smtp/smtp-connection.ts';
import { isPositive, type SmtpReply } from '../smtp/smtp-reply.ts';

export interface SenderRefusal {
  stage: 'sender' | 'recipient';
  reply: SmtpReply;
}

/**
 * Asks whether mail from an address would be taken: MAIL FROM and RCPT TO with it, then RSET, in one flight where the server has PIPELINING.
 * Resolves with the first refusal. No DATA, so nothing is sent.
 */
export const probeSender = async (connection: SmtpConnection, address: string): Promise<SenderRefusal | undefined> => {
  const [path, parameters] = writeMailbox(address, connection.capabilities.has('SMTPUTF8'));
  const commands = [`MAIL FROM:<${path}>${parameters}`, `RCPT TO:<${path}>`, 'RSET'];
  const replies: SmtpReply[] = [];
  if (connection.capabilities.has('PIPELINING')) replies.push(...(await connection.flight(commands)));
  else
    for (const command of commands) {
      const reply = await connection.command(command);
      replies.push(reply);
      if (!isPositive(reply)) break;
    }
  const [sender, recipient] = replies;
  if (sender && !isPositive(sender)) return { stage: 'sender', reply: sender };
  if (recipient && !isPositive(recipient)) return { stage: 'recipient', reply: recipient };
  return undefined;
};

/** An international domain has an ASCII form; an international local part needs SMTPUTF8 (RFC 6531 §3.4). */
const writeMailbox = (address: string, hasUtf8: boolean): [path: string, parameters: string] => {
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at);
  if (/^[\u0020-\u007e]*$/.test(local)) return [`${local}@${domainToASCII(address.slice(at + 1)) || address.slice(at + 1)}`, ''];
  return [address, hasUtf8 ? ' SMTPUTF8' : ''];
};
