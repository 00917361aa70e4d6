import type { DiscoverySource, SourceReport } from '@kurrier/shared/discovery/discovery';
import type { Answer, AskSource } from '../source-contract.ts';
import type { MailAddress } from '../mail-address.ts';
import { settleAnswer } from './settle-answer.ts';
import { isAnswered, isSettled } from './rank-answers.ts';

export interface Asked {
  source: DiscoverySource;
  ask: AskSource;
}

export interface Patience {
  /** From here on any answer for both legs will do, even if a better source might still speak. */
  patienceMs: number;
  /** From here on whatever there is is the answer. */
  capMs: number;
}

/**
 * Asks all sources at once and waits until the best of them have decided. `asked` stands by rank, and so do the answers; a source that
 * was not waited for is reported as timed out.
 */
export const askAll = async (
  asked: readonly Asked[],
  address: MailAddress,
  { patienceMs, capMs }: Patience,
  signal: AbortSignal,
): Promise<{ answers: { source: DiscoverySource; answer: Answer }[]; reports: SourceReport[] }> => {
  const startedAt = performance.now();
  const answers: (Answer | undefined)[] = asked.map(() => undefined);
  const tookMs: number[] = [];
  const decided = Promise.withResolvers<void>();
  let isPatient = true;
  const settle = () => {
    if (isSettled(answers) || (!isPatient && isAnswered(answers))) decided.resolve();
  };

  const runs = asked.map(async ({ ask }, at) => {
    answers[at] = await settleAnswer(ask(address, signal));
    tookMs[at] = Math.round(performance.now() - startedAt);
    settle();
  });
  const patience = setTimeout(() => {
    isPatient = false;
    settle();
  }, patienceMs);
  const cap = setTimeout(decided.resolve, capMs);
  signal.addEventListener('abort', () => decided.resolve(), { once: true });
  try {
    await Promise.race([decided.promise, Promise.all(runs)]);
  } finally {
    clearTimeout(patience);
    clearTimeout(cap);
  }

  const endedAfterMs = Math.round(performance.now() - startedAt);
  return {
    answers: asked.flatMap(({ source }, at) => (answers[at] ? [{ source, answer: answers[at] }] : [])),
    reports: asked.map(({ source }, at) => reportOf(source, answers[at], tookMs[at] ?? endedAfterMs)),
  };
};

const reportOf = (source: DiscoverySource, answer: Answer | undefined, tookMs: number): SourceReport => {
  if (!answer) return { source, state: 'timed-out', tookMs };
  const detail = answer.state === 'found' ? undefined : answer.detail;
  return { source, state: answer.state, tookMs, ...(detail && { detail }) };
};
