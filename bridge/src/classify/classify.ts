import type { Failure } from '@kurrier/shared/failure/failure';
import { readSignInErrorCode } from '@kurrier/shared/oauth/sign-in-error-code';
import type { ReplyEvidence } from './evidence.ts';
import type { Judgement } from './judgement.ts';
import { judgeErrorCode, judgeOwnFinding } from './errors/judge-error-code.ts';
import { judgeErrorMessage, judgeRefusedSignIn, judgeText } from './errors/judge-error-message.ts';
import { judgeReply } from './judge-reply.ts';
import { parseReply, type ParsedReply } from './parse-reply.ts';
import type { ReplyRule } from './rules/rule.ts';
import { rules } from './rules/rules.ts';

/**
 * Names what went wrong, from everything that is known of it. Pure; never throws; `unknown` where nothing usable is there.
 * Order: what our own dialogue found out, the server's words, codes, messages; library flags are never read.
 * Another `table` of server words is for measuring only.
 */
export const classify = (evidence: ReplyEvidence, table: readonly ReplyRule[] = rules): Failure => {
  const reply = evidence.reply?.text ? parseReply(evidence.leg, evidence.reply) : undefined;
  const judgement = judge(evidence, reply, table);
  return withEvidence(judgement, evidence, reply);
};

const judge = (evidence: ReplyEvidence, reply: ParsedReply | undefined, table: readonly ReplyRule[]): Judgement =>
  judgeAuthorization(evidence) ??
  judgeOwnFinding(evidence) ??
  (reply && !isOfServer(reply) ? judgeText(evidence, reply.text) : undefined) ??
  (reply && unlessGuessed(evidence, forToken(evidence, judgeReply(evidence, reply, table)))) ??
  judgeErrorCode(evidence) ??
  judgeErrorMessage(evidence) ??
  forToken(evidence, judgeRefusedSignIn(evidence)) ?? { kind: 'unknown', confidence: 'guess' };

/** At the provider of a sign-in no mail server has said anything. */
const judgeAuthorization = ({ stage, error }: ReplyEvidence): Judgement | undefined =>
  stage === 'authorization' ? { ...readSignInErrorCode(error?.code ?? ''), confidence: 'certain' } : undefined;

/** A server's reply has a code or a status; what has neither may be a program's words about the connection. */
const isOfServer = ({ replyCode, status, enhancedStatusCode, responseCode }: ParsedReply): boolean =>
  replyCode !== undefined || status !== undefined || enhancedStatusCode !== undefined || responseCode !== undefined;

/** Where a token was refused, no password was. */
const forToken = ({ error }: ReplyEvidence, judgement: Judgement | undefined): Judgement | undefined =>
  judgement && passwordKinds.has(judgement.kind) && /XOAUTH2|OAUTHBEARER/i.test(error?.command ?? '')
    ? { ...judgement, ...(lacksScope.test(error?.tokenRefusal ?? '') ? missingMailScope : { kind: 'auth.oauth_token_invalid' }) }
    : judgement;

/** Of what is no reply of the protocol, words that only sound like something say less than that it is none. */
const unlessGuessed = ({ error }: ReplyEvidence, judgement: Judgement | undefined): Judgement | undefined =>
  error?.code === 'NOT_THE_PROTOCOL' && judgement?.confidence === 'guess' ? undefined : judgement;

/** RFC 7628 §3.2.2; Google and Microsoft write the status of HTTP. */
const missingMailScope = { kind: 'oauth.scope_missing', problem: 'mail' } as const;
const lacksScope = /^(?:insufficient_scope|403)$/;

const passwordKinds: ReadonlySet<Judgement['kind']> = new Set(['auth.invalid_credentials', 'auth.oauth_required']);

const withEvidence = (judgement: Judgement, evidence: ReplyEvidence, reply: ParsedReply | undefined): Failure => {
  const { leg, stage, host, port, security, error, server, certificate, addresses } = evidence;
  const code = error?.originalCode ?? error?.code;
  return {
    ...judgement,
    stage,
    leg,
    ...(host !== undefined && { host }),
    ...(port !== undefined && { port }),
    ...(security && { security }),
    ...(reply && { reply: shownReply(reply) }),
    ...(server && Object.keys(server).length > 0 && { server }),
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
