import { mailNotVouchedFor } from './concepts/mail.ts';
import { relay } from './concepts/relay.ts';
import type { ReplyEvidence } from './evidence.ts';
import { foldText } from './fold-text.ts';
import type { ParsedReply } from './parse-reply.ts';

const mailboxCodes = new Set([
  'NONEXISTENT',
  'NOPERM',
  'OVERQUOTA',
  'INUSE',
  'SERVERBUG',
  'TOOBIG',
  'APPENDLIMIT',
  'TRYCREATE',
  'ALREADYEXISTS',
  'CANNOT',
  'CORRUPTION',
  'READ-ONLY',
]);
const signInCodes = new Set([432, 454, 525, 526, 530, 534, 535, 538]);
/** RFC 7372: DKIM, SPF, or several checks of the mail; X.7.25 is about reverse DNS. */
const mailAuthenticationCode = /^[45]\.7\.2[0-46]$/;
const signInWords =
  /\bauth\b|(?<!un)authenticat|log ?-?in\b|password|anmeldung|authentifizier|passwort|kennwort|mot de passe|contrasen|senha|haslo|парол|密码|パスワード|비밀번호/;

/** What follows a sign-in over IMAP; and what is said of the way in, not of a mailbox. */
const mailboxWords =
  /mailbox|folder|inbox|\bcreate\b|\brename\b|subscri|ordner|pasta|dossier|bytes|\d ?[mg]b\b|append|literal|message|upload|select|quota|space|permission|access denied|rights|read[- ]only|\buid\b|fetch|search|copy|store\b/;
const accessWords = /\bimap\b|account (?:is|has been|was|locked|disabled|suspended)|oauth|credential|\bsign/;

/** What is said of an account, or of tries: without a code it is the sign-in's, unless it speaks of mail. */
const accountWords =
  /\baccounts?\b|konto|\bcompte|\bcuenta|\bconta\b|учетн|аккаунт|账户|账号|帐号|アカウント|계정|\bretr(?:y|ies)\b|\battempts\b|versuche|tentativ|intentos|попыт|尝试/;
const mailWords =
  /mail|messag|nachricht|recipient|sender|empfang|absender|destinat|expedit|remit|\bquota|storage|speicher|письм|邮件|メール|메일|connect|verbind/;

/** Where a reply probably belongs that came without its place. */
export const stageOfReply = (
  { leg }: ReplyEvidence,
  { replyCode, enhancedStatusCode, words, responseCode, text }: ParsedReply,
): ReplyEvidence['stage'] => {
  if (leg === 'imap') {
    if (mailboxCodes.has(responseCode ?? '')) return 'mailbox';
    if (text.startsWith('* ')) return 'greeting';
    const folded = foldText(words);
    return !signInWords.test(folded) && !accessWords.test(folded) && mailboxWords.test(folded) ? 'mailbox' : 'sign-in';
  }
  const folded = foldText(words);
  if (mailAuthenticationCode.test(enhancedStatusCode ?? '') || mailNotVouchedFor.test(folded)) return 'content';
  if (signInWords.test(folded)) return 'sign-in';
  if (replyCode === undefined && accountWords.test(folded) && !mailWords.test(folded)) return 'sign-in';
  if (relay.test(folded)) return 'recipient';
  if (signInCodes.has(replyCode ?? 0)) return 'sign-in';
  if (/sender|from/i.test(words)) return 'sender';
  if (/recipient|relay|user|mailbox|rcpt/i.test(words)) return 'recipient';
  if (replyCode === 421 || replyCode === 220) return 'greeting';
  return 'content';
};
