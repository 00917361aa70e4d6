import type { ReplyEvidence } from './evidence.ts';
import { foldText } from './fold-text.ts';
import { judgeReplyCode } from './judge-reply-code.ts';
import type { Judgement } from './judgement.ts';
import type { ParsedReply } from './parse-reply.ts';
import type { ReplyRule } from './rules/rule.ts';
import { rules } from './rules/rules.ts';

/** Reads a server's reply: its words by the table first, then its codes. */
export const judgeReply = (evidence: ReplyEvidence, reply: ParsedReply): Judgement | undefined => {
  const text = foldText(`${reply.responseCode ? `[${reply.responseCode}] ` : ''}${reply.words}`);
  const rule = rules.find((candidate) => fits(candidate, text, evidence));
  if (rule) return { kind: rule.kind, confidence: rule.confidence ?? 'likely' };
  return judgeReplyCode(evidence, reply, text);
};

const fits = (rule: ReplyRule, text: string, { leg, stage, host }: ReplyEvidence): boolean =>
  (rule.leg === undefined || rule.leg === leg) &&
  (rule.stages === undefined || stage === 'unknown' || rule.stages.includes(stage)) &&
  (rule.host === undefined || rule.host.test(host ?? '')) &&
  rule.says.every((pattern) => pattern.test(text)) &&
  !rule.unless?.some((pattern) => pattern.test(text));
