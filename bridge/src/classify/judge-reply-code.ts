import type { ReplyEvidence } from './evidence.ts';
import type { Judgement } from './judgement.ts';
import type { ParsedReply } from './parse-reply.ts';

/**
 * What the codes say where the words said nothing. One code serves several servers for several things, so this is a guess; where a code of
 * IMAP's is all that there is, what RFC 5530 says of it is likely meant.
 */
export const judgeReplyCode = (evidence: ReplyEvidence, reply: ParsedReply, text: string): Judgement | undefined => {
  const bare = evidence.leg === 'imap' ? kindOfBareCode(evidence, reply) : undefined;
  if (bare) return { kind: bare, confidence: 'likely' };
  const kind = evidence.leg === 'imap' ? kindOfStatus(evidence, reply, text) : kindOfReplyCode(evidence, reply, text);
  return kind && { kind, confidence: 'guess' };
};

/** RFC 5530 §3, at the sign-in and with no words of the server's own: what is wrong is not the password. */
const bareSignInCodes: Record<string, Judgement['kind'] | undefined> = {
  NOPERM: 'auth.policy_denied',
  AUTHORIZATIONFAILED: 'auth.policy_denied',
  CONTACTADMIN: 'auth.account_locked',
};

const kindOfBareCode = ({ stage }: ReplyEvidence, { status, responseCode = '', words }: ParsedReply): Judgement['kind'] | undefined =>
  stage === 'sign-in' && status === 'NO' && saysNothing(words.trim().toLowerCase()) ? bareSignInCodes[responseCode] : undefined;

const kindOfStatus = (
  { stage }: ReplyEvidence,
  { status, responseCode = '' }: ParsedReply,
  text: string,
): Judgement['kind'] | undefined => {
  if (status === 'BYE') return stage === 'greeting' ? 'server.unavailable' : 'net.reset';
  if (status === 'BAD' || responseCode === 'CLIENTBUG') return 'server.protocol_violation';
  if (stage === 'greeting') return 'server.protocol_violation';
  if (stage !== 'sign-in') return undefined;
  return responseCode === 'AUTHENTICATIONFAILED' && saysNothing(text) ? 'auth.invalid_credentials' : undefined;
};

const kindOfReplyCode = (
  { stage }: ReplyEvidence,
  { replyCode = 0, enhancedStatusCode: enhanced = '' }: ParsedReply,
  text: string,
): Judgement['kind'] | undefined => {
  if (stage === 'tls') return 'tls.starttls_unavailable';
  if (stage === 'greeting' && (replyCode < 400 || replyCode >= 600)) return 'server.protocol_violation';
  if (replyCode === 0) return undefined;
  if (enhanced === '4.4.2') return 'net.timeout';
  if (replyCode === 421) return 'server.unavailable';
  if (replyCode >= 400 && replyCode < 500) return 'server.temporary_failure';
  // After DATA few servers ask for a sign-in, and some refuse a message with this code.
  if (replyCode === 530 && (stage !== 'content' || /auth|log ?-?in|sign ?-?in/.test(text))) return 'auth.required';
  if (enhanced === '5.3.4') return 'message.too_large';
  if (enhanced === '5.2.2' || (replyCode === 552 && stage === 'recipient')) return 'quota.exceeded';
  if (/^5\.1\.[0178]/.test(enhanced) && stage !== 'sign-in') return enhanced === '5.1.1' ? 'recipient.rejected' : 'sender.rejected';
  if (replyCode >= 500 && replyCode <= 504) return stage === 'sign-in' ? 'auth.unsupported_mechanism' : 'server.protocol_violation';
  if (stage === 'greeting' || stage === 'capabilities') return 'server.blocked_ip';
  if (stage === 'sender') return 'sender.rejected';
  if (stage === 'recipient') return 'recipient.rejected';
  if (stage === 'content') return 'message.rejected';
  // RFC 4954: 535 5.7.8 without words of its own means the credentials; with words that nobody knows it may mean anything.
  return stage === 'sign-in' && replyCode === 535 && saysNothing(text) ? 'auth.invalid_credentials' : undefined;
};

/** At most a word of regret. */
const saysNothing = (text: string): boolean => /^[a-z .,!]{0,12}$/.test(text);
