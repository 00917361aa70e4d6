import type { ReplyEvidence } from './evidence.ts';
import { foldText } from './fold-text.ts';
import { judgeReplyCode } from './judge-reply-code.ts';
import type { Judgement } from './judgement.ts';
import { judgesPassword } from './judges-password.ts';
import type { ParsedReply } from './parse-reply.ts';
import { countForLeg } from './opinion/access-of-leg.ts';
import { featuresOf } from './opinion/features.ts';
import { loadModel, type Model } from './opinion/load-model.ts';
import { combineOpinions } from './opinion/combine-opinions.ts';
import { decodeUndeclared } from './undeclared-charset.ts';
import type { ReplyRule } from './rules/rule.ts';
import { identifyServer } from './server/identify-server.ts';
import { stageOfReply } from './stage-of-reply.ts';

/**
 * RFC 5530 §3: the first is "for some reason on which the server is unwilling to elaborate". They must not sound like words about the
 * password.
 */
const vagueCodes = new Set(['AUTHENTICATIONFAILED', 'AUTHORIZATIONFAILED']);

/** What the rules read in a reply, and what a learned opinion has to see of it. */
interface Reading {
  ruled: Judgement | undefined;
  isOfProvider: boolean;
  /** Its words, or a code that means nothing else, can say that the password is wrong. */
  judgesPassword: boolean;
  /** It came without any code: perhaps no server's words at all. */
  isBare: boolean;
  features: string[];
}

/** Reads a server's reply: its words by the table, else its codes, and puts what was learnt beside it. */
export const judgeReply = (evidence: ReplyEvidence, reply: ParsedReply, table: readonly ReplyRule[]): Judgement | undefined => {
  const reading = readReply(evidence, reply, table);
  return isSettled(reading.ruled) ? reading.ruled : judgeReading(evidence.leg, reading, loadModel());
};

/** What a rule is sure of stands, and so does that nobody can be surer: the provider says the same for two things. */
const isSettled = (ruled: Judgement | undefined): boolean => ruled?.confidence === 'certain' || ruled?.second !== undefined;

/** Puts an opinion beside what the rules read. The model is given, so that one with replies left out can be measured. */
export const judgeReading = (leg: ReplyEvidence['leg'], reading: Reading, model: Model): Judgement | undefined => {
  const judgement = combineOpinions(reading.ruled, countForLeg(leg, model(reading.features)), reading);
  const { kind, hint } = reading.ruled ?? {};
  return judgement && hint && judgement.kind === kind ? { ...judgement, hint } : judgement;
};

/** Reads a reply by the rules alone. */
export const readReply = (evidence: ReplyEvidence, reply: ParsedReply, table: readonly ReplyRule[]): Reading => {
  const code = reply.responseCode && !vagueCodes.has(reply.responseCode) ? `[${reply.responseCode}] ` : '';
  const texts = decodeUndeclared(reply.words).map((words) => foldText(code + words));
  const codes = reply.status ?? `${reply.replyCode ?? ''} ${reply.enhancedStatusCode ?? ''}`;
  const stage = evidence.stage === 'unknown' ? stageOfReply(evidence, reply) : evidence.stage;
  const server = evidence.server ?? identifyServer({ leg: evidence.leg, host: evidence.host, ...ownWords(stage, reply) });
  const placed = { ...evidence, stage, server };
  const rule = firstOf(texts, (text) => table.find((candidate) => fits(candidate, text, codes, placed)));
  const ruled = rule ? judgementOf(rule) : judgeReplyCode(placed, reply, texts.at(-1) ?? '');
  const folded = decodeUndeclared(reply.words).map((words) => foldText(words));
  return {
    ruled,
    isOfProvider: (rule?.learntFrom ?? rule?.products) !== undefined,
    isBare: !reply.replyCode && !reply.status && !reply.responseCode,
    judgesPassword: folded.some((text) => judgesPassword(text)),
    features: featuresOf(evidence.leg, stage, reply, folded[0] ?? ''),
  };
};

const judgementOf = ({ kind, confidence = 'likely', second, hint }: ReplyRule): Judgement => ({
  kind,
  confidence,
  ...(second && { second }),
  ...(hint && { hint }),
});

/** A refusal to begin is the greeting at once. */
const ownWords = (stage: ReplyEvidence['stage'], { text }: ParsedReply) => ({
  reply: text,
  ...(stage === 'greeting' && { greeting: text }),
});

const firstOf = <Item, Found>(items: readonly Item[], find: (item: Item) => Found | undefined): Found | undefined => {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
};

const fits = (rule: ReplyRule, text: string, codes: string, { leg, stage, port, server }: ReplyEvidence): boolean =>
  (rule.leg === undefined || rule.leg === leg) &&
  (rule.stages === undefined || rule.stages.includes(stage)) &&
  (rule.providers?.includes(server?.provider ?? '') ?? true) &&
  (rule.products?.some((product) => product === server?.product) ?? true) &&
  (rule.ports?.includes(port ?? 0) ?? true) &&
  (rule.codes === undefined || rule.codes.test(codes)) &&
  rule.says.every((pattern) => pattern.test(text)) &&
  !rule.unless?.some((pattern) => pattern.test(text));
