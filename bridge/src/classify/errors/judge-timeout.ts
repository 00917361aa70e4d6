import type { Judgement } from '../judgement.ts';
import type { ErrorEvidence, ReplyEvidence } from '../evidence.ts';

const implicitTlsPorts = new Set([465, 993]);

/** Nothing came in time: what that means depends on where, and on the port. */
export const judgeTimeout = (evidence: ReplyEvidence): Judgement => {
  if (evidence.stage === 'name') return { kind: 'net.dns_temporary', confidence: 'likely' };
  return judgeSilence(evidence) ?? { kind: 'net.timeout', confidence: 'certain' };
};

/** A port that speaks TLS at once, and says nothing before its greeting on a connection without TLS, waits for TLS. */
export const judgeSilence = ({ error, stage, port, security, secure }: ReplyEvidence): Judgement | undefined => {
  // imapflow asks "Maybe should use TLS?" of every plain connection, and of no other.
  const isPlain =
    security === undefined ? secure === false || /maybe should use tls/i.test(error?.message ?? '') : security !== 'implicit-tls';
  const waited = stage === 'greeting' || (stage === 'unknown' && isGreetingTimeout(error));
  return waited && isPlain && implicitTlsPorts.has(port ?? 0) ? { kind: 'tls.implicit_expected', confidence: 'likely' } : undefined;
};

const isGreetingTimeout = (error: ErrorEvidence | undefined): boolean =>
  [error?.code, error?.timeoutType].some((code) => code === 'GREETING_TIMEOUT') || /greeting/i.test(error?.message ?? '');
