import type { Failure } from '@kurrier/shared/failure';
import { closedCodes, kindOfCode, kindOfFinding, timeoutCodes } from './codes.ts';
import type { ReplyEvidence } from './evidence.ts';
import type { Judgement } from './judgement.ts';
import { judgeMessage } from './judge-message.ts';
import { judgeReply } from './judge-reply.ts';
import { judgeSilence, judgeTimeout } from './judge-timeout.ts';
import { parseReply, type ParsedReply } from './parse-reply.ts';
import type { ReplyRule } from './rules/rule.ts';
import { rules } from './rules/rules.ts';

/**
 * Names what went wrong, from everything that is known of it. Pure; never throws; `unknown` where nothing usable is there.
 * Order: the server's words, then codes, then the stage with the settings; library flags are never read.
 * Another `table` of server words is for measuring only.
 */
export const classify = (evidence: ReplyEvidence, table: readonly ReplyRule[] = rules): Failure => {
  const reply = evidence.reply?.text ? parseReply(evidence.leg, evidence.reply) : undefined;
  const judgement = judge(evidence, reply, table);
  return withEvidence(judgement, evidence, reply);
};

const judge = (evidence: ReplyEvidence, reply: ParsedReply | undefined, table: readonly ReplyRule[]): Judgement =>
  judgeOwnFinding(evidence) ??
  (reply && forToken(evidence, judgeReply(evidence, reply, table))) ??
  judgeCode(evidence) ??
  judgeMessage(evidence) ?? { kind: 'unknown', confidence: 'guess' };

/** Where a token was refused, no password was. */
const forToken = ({ error }: ReplyEvidence, judgement: Judgement | undefined): Judgement | undefined =>
  judgement && passwordKinds.has(judgement.kind) && /XOAUTH2|OAUTHBEARER/i.test(error?.command ?? '')
    ? { ...judgement, kind: 'auth.oauth_token_invalid' }
    : judgement;

const passwordKinds: ReadonlySet<Judgement['kind']> = new Set(['auth.invalid_credentials', 'auth.oauth_required']);

/** What our own dialogue found out by itself is not read again from what the server had said before. */
const judgeOwnFinding = ({ error, reply }: ReplyEvidence): Judgement | undefined => {
  const kind = kindOfFinding[error?.code ?? ''];
  if (!kind) return undefined;
  const takesOnlyTokens = error?.code === 'NO_COMMON_MECHANISM' && /XOAUTH2|OAUTHBEARER/i.test(reply?.text ?? '');
  return { kind: takesOnlyTokens ? 'auth.oauth_required' : kind, confidence: 'certain' };
};

const judgeCode = (evidence: ReplyEvidence): Judgement | undefined => {
  const { originalCode, code, timeoutType } = evidence.error ?? {};
  const codes = [originalCode, code, timeoutType, ...(evidence.addresses ?? []).map((tried) => tried.code)];
  for (const each of codes) {
    if (!each) continue;
    const kind = kindOfCode[each];
    // A resolver that refuses or resets says nothing of the mail server.
    if (kind)
      return {
        kind: evidence.stage === 'name' && kind.startsWith('net.') && !kind.startsWith('net.dns') ? 'net.dns_temporary' : kind,
        confidence: 'certain',
      };
    if (timeoutCodes.has(each)) return judgeTimeout(evidence);
    if (closedCodes.has(each)) return judgeSilence(evidence) ?? { kind: 'net.reset', confidence: 'likely' };
  }
  return undefined;
};

const withEvidence = (judgement: Judgement, evidence: ReplyEvidence, reply: ParsedReply | undefined): Failure => {
  const { leg, stage, host, port, security, error, certificate, addresses } = evidence;
  const code = error?.originalCode ?? error?.code;
  return {
    ...judgement,
    stage,
    leg,
    ...(host !== undefined && { host }),
    ...(port !== undefined && { port }),
    ...(security && { security }),
    ...(reply && { reply: shownReply(reply) }),
    ...(code && { code }),
    ...(certificate && { certificate }),
    ...(addresses && { addresses }),
  };
};

const shownReply = ({ text, replyCode, enhancedStatusCode, responseCode }: ParsedReply): NonNullable<Failure['reply']> => ({
  text,
  ...(replyCode !== undefined && { replyCode }),
  ...(enhancedStatusCode && { enhancedStatusCode }),
  ...(responseCode && { responseCode }),
});
