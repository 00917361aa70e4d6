import type { BridgeProblem } from '@kurrier/shared/bridge/bridge-problem';
import type { Failure } from '@kurrier/shared/failure/failure';

/** Why something about a message did not work. */
export type MailRefusal =
  | { reason: 'bridge'; problem: BridgeProblem }
  | { reason: 'server'; failure: Failure }
  | { reason: 'not-found' }
  | { reason: 'too-many' };

type MailAnswer = { ok: true; value: object } | { ok: false; failure: BridgeProblem };

/** Why an answer is none; null where it is one. */
export const refusalOf = (answer: MailAnswer): MailRefusal | null => {
  if (!answer.ok) return { reason: 'bridge', problem: answer.failure };
  if ('refused' in answer.value) return { reason: answer.value.refused === 'too-many' ? 'too-many' : 'not-found' };
  return 'failed' in answer.value ? { reason: 'server', failure: answer.value.failed as Failure } : null;
};
