import type { ReplyEvidence } from './evidence.ts';
import { foldText } from './fold-text.ts';
import { judgeReplyCode } from './judge-reply-code.ts';
import type { Judgement } from './judgement.ts';
import type { ParsedReply } from './parse-reply.ts';
import { countForLeg } from './opinion/doors.ts';
import { featuresOf } from './opinion/features.ts';
import { loadModel } from './opinion/load-model.ts';
import { weigh } from './opinion/weigh.ts';
import { readingsOf } from './readings.ts';
import type { ReplyRule } from './rules/rule.ts';
import { stageOfReply } from './stage-of-reply.ts';

/** RFC 5530 §3: the first is "for some reason on which the server is unwilling to elaborate". They must not sound like words about the password. */
const vagueCodes = new Set(['AUTHENTICATIONFAILED', 'AUTHORIZATIONFAILED']);

/** Reads a server's reply: its words by the table, else its codes, and puts what was learnt beside it. */
export const judgeReply = (evidence: ReplyEvidence, reply: ParsedReply, table: readonly ReplyRule[]): Judgement | undefined => {
  const code = reply.responseCode && !vagueCodes.has(reply.responseCode) ? `[${reply.responseCode}] ` : '';
  const texts = readingsOf(reply.words).map((words) => foldText(code + words));
  const codes = reply.status ?? `${reply.replyCode ?? ''} ${reply.enhancedStatusCode ?? ''}`;
  const stage = evidence.stage === 'unknown' ? stageOfReply(evidence, reply) : evidence.stage;
  const placed = { ...evidence, stage };
  const rule = firstOf(texts, (text) => table.find((candidate) => fits(candidate, text, codes, placed)));
  const ruled = rule ? { kind: rule.kind, confidence: rule.confidence ?? 'likely' } : judgeReplyCode(placed, reply, texts.at(-1) ?? '');
  if (ruled?.confidence === 'certain') return ruled;
  const opinions = loadModel()(featuresOf(evidence.leg, stage, reply, texts[0] ?? ''));
  return weigh(ruled, countForLeg(evidence.leg, opinions), rule?.learntFrom !== undefined);
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
