import type { Judgement } from './judgement.ts';
import type { ErrorEvidence, ReplyEvidence } from './evidence.ts';

const implicitTlsPorts = new Set([465, 993]);

/** Silence before a greeting, without TLS, on a port that speaks TLS at once has one reason; all other silence has many. */
export const judgeTimeout = ({ error, stage, port, security, secure }: ReplyEvidence): Judgement => {
  if (stage === 'name') return { kind: 'net.dns_temporary', confidence: 'likely' };
  const isPlain = security === undefined ? secure === false : security !== 'implicit-tls';
  const waited = stage === 'greeting' || (stage === 'unknown' && isGreetingTimeout(error));
  if (waited && isPlain && port !== undefined && implicitTlsPorts.has(port)) return { kind: 'tls.implicit_expected', confidence: 'likely' };
  return { kind: 'net.timeout', confidence: 'certain' };
};

const isGreetingTimeout = (error: ErrorEvidence | undefined): boolean =>
  [error?.code, error?.timeoutType].some((code) => code === 'GREETING_TIMEOUT') || /greeting/i.test(error?.message ?? '');
