import type { ReplyEvidence } from './evidence.ts';
import type { Judgement } from './judgement.ts';
import type { ParsedReply } from './parse-reply.ts';

/** What the codes say where the words said nothing. Codes are used for several things by several servers, so this is mostly a guess. */
export const judgeReplyCode = ({ leg, stage }: ReplyEvidence, reply: ParsedReply, text: string): Judgement | undefined => {
  const { replyCode = 0 } = reply;
  const guess = (kind: Judgement['kind']): Judgement => ({ kind, confidence: 'guess' });
  if (leg === 'imap') {
    if (reply.status === 'BYE') return guess(stage === 'greeting' ? 'server.unavailable' : 'net.reset');
    if (reply.status === 'BAD') return guess('server.protocol_violation');
    return undefined;
  }
  if (replyCode === 421) return guess('server.unavailable');
  if (replyCode >= 400 && replyCode < 500) return guess('server.temporary_failure');
  if (replyCode === 530) return guess('auth.required');
  if (replyCode >= 500 && replyCode <= 503) return guess('server.protocol_violation');
  if (stage === 'greeting' && replyCode === 554) return guess('server.blocked_ip');
  if (stage === 'sender') return guess('sender.rejected');
  if (stage === 'recipient') return guess('recipient.rejected');
  if (stage === 'content') return guess('message.rejected');
  void text;
  return undefined;
};
