import type { FailureKind, Stage } from '@kurrier/shared/failure/failure';
import { closedCodes, kindOfCode, kindOfFinding, timeoutCodes } from './error-codes.ts';
import type { ReplyEvidence } from '../evidence.ts';
import type { Judgement } from '../judgement.ts';
import { judgeSilence, judgeTimeout } from './judge-timeout.ts';

/** What our own dialogue found out by itself: not to be read again from what the server had said before. */
export const judgeOwnFinding = ({ error, reply }: ReplyEvidence): Judgement | undefined => {
  const kind = kindOfFinding[error?.code ?? ''];
  if (!kind) return undefined;
  const takesOnlyTokens = error?.code === 'NO_COMMON_MECHANISM' && /XOAUTH2|OAUTHBEARER/i.test(reply?.text ?? '');
  return { kind: takesOnlyTokens ? 'auth.oauth_required' : kind, confidence: 'certain' };
};

/** Reads the first code that says something: Node's or OpenSSL's before a library's, the error's before those of single addresses. */
export const judgeErrorCode = (evidence: ReplyEvidence): Judgement | undefined => {
  const { originalCode, code, timeoutType } = evidence.error ?? {};
  const codes = [originalCode, code, timeoutType, ...(evidence.addresses ?? []).map((tried) => tried.code)];
  for (const each of codes) {
    if (!each) continue;
    const kind = kindOfCode[each];
    if (kind) return { kind: kindAt(evidence.stage, kind), confidence: 'certain' };
    if (timeoutCodes.has(each)) return judgeTimeout(evidence);
    if (closedCodes.has(each)) return judgeSilence(evidence) ?? { kind: 'net.reset', confidence: 'likely' };
  }
  return undefined;
};

/** A resolver that refuses or resets says nothing of the mail server. */
const kindAt = (stage: Stage, kind: FailureKind): FailureKind =>
  stage === 'name' && kind.startsWith('net.') && kind !== 'net.dns_not_found' ? 'net.dns_temporary' : kind;
