import type { ReplyEvidence } from './evidence.ts';
import { mailNotVouchedFor, relay } from './concepts/mail.ts';
import { foldText } from './fold-text.ts';
import { judgeReplyCode } from './judge-reply-code.ts';
import type { Judgement } from './judgement.ts';
import type { ParsedReply } from './parse-reply.ts';
import { readingsOf } from './readings.ts';
import type { ReplyRule } from './rules/rule.ts';

/** A reason stands at the beginning of a reply; what is longer than this is not read. */
const maxCharacters = 4000;

/** RFC 5530 §3: the first is "for some reason on which the server is unwilling to elaborate". They must not sound like words about the password. */
const vagueCodes = new Set(['AUTHENTICATIONFAILED', 'AUTHORIZATIONFAILED']);

/** Reads a server's reply: its words by the table first, then its codes. */
export const judgeReply = (evidence: ReplyEvidence, reply: ParsedReply, table: readonly ReplyRule[]): Judgement | undefined => {
  const code = reply.responseCode && !vagueCodes.has(reply.responseCode) ? `[${reply.responseCode}] ` : '';
  const texts = readingsOf(reply.words.slice(0, maxCharacters)).map((words) => foldText(code + words));
  const codes = reply.status ?? `${reply.replyCode ?? ''} ${reply.enhancedStatusCode ?? ''}`;
  const stage = evidence.stage === 'unknown' ? stageOfReply(evidence, reply) : evidence.stage;
  const rule = firstOf(texts, (text) => table.find((candidate) => fits(candidate, text, codes, { ...evidence, stage })));
  if (rule) return { kind: rule.kind, confidence: rule.confidence ?? 'likely' };
  return judgeReplyCode({ ...evidence, stage }, reply, texts.at(-1) ?? '');
};

const firstOf = <Item, Found>(items: readonly Item[], find: (item: Item) => Found | undefined): Found | undefined => {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
};

const fits = (rule: ReplyRule, text: string, codes: string, { leg, stage, host }: ReplyEvidence): boolean =>
  (rule.leg === undefined || rule.leg === leg) &&
  (rule.stages === undefined || rule.stages.includes(stage)) &&
  (rule.host === undefined || rule.host.test(host?.toLowerCase() ?? '')) &&
  (rule.codes === undefined || rule.codes.test(codes)) &&
  rule.says.every((pattern) => pattern.test(text)) &&
  !rule.unless?.some((pattern) => pattern.test(text));

const mailboxCodes = new Set(['NONEXISTENT', 'NOPERM', 'OVERQUOTA', 'INUSE', 'SERVERBUG']);
const signInCodes = new Set([432, 454, 525, 526, 530, 534, 535, 538]);
/** RFC 7372: DKIM, SPF, or several checks of the mail; X.7.25 is about reverse DNS. */
const mailAuthenticationCode = /^[45]\.7\.2[0-46]$/;
const signInWords =
  /\bauth\b|(?<!un)authenticat|log ?-?in\b|password|anmeldung|passwort|kennwort|mot de passe|contrasen|senha|haslo|парол|密码|パスワード|비밀번호/;

/** Where a reply probably belongs that came without its place. */
const stageOfReply = (
  { leg }: ReplyEvidence,
  { replyCode, enhancedStatusCode, words, responseCode, text }: ParsedReply,
): ReplyEvidence['stage'] => {
  if (leg === 'imap') {
    if (mailboxCodes.has(responseCode ?? '')) return 'mailbox';
    return text.startsWith('* ') ? 'greeting' : 'sign-in';
  }
  const folded = foldText(words);
  if (mailAuthenticationCode.test(enhancedStatusCode ?? '') || mailNotVouchedFor.test(folded)) return 'content';
  if (signInWords.test(folded)) return 'sign-in';
  if (relay.test(folded)) return 'recipient';
  if (signInCodes.has(replyCode ?? 0)) return 'sign-in';
  if (/sender|from/i.test(words)) return 'sender';
  if (/recipient|relay|user|mailbox|rcpt/i.test(words)) return 'recipient';
  if (replyCode === 421 || replyCode === 220) return 'greeting';
  return 'content';
};
