import type { Failure } from '@kurrier/shared/failure/failure';
import type { ChangeResult } from './change-result.ts';
import type { StoredChange } from './change-records.ts';

/** What a change came to while the person waits. */
export type ChangeAnswer =
  | { done: number; leftMarked?: number; pending?: number }
  | { refused: 'not-found' | 'no-mailbox' | 'no-trash' | 'too-many' }
  | { failed: Failure };

/** What whoever waits is told of a change; `result` null: it is not known yet. */
export const answerOf = (change: StoredChange, result: ChangeResult | null): ChangeAnswer => {
  const count = change.messages.length;
  if (!result || result.outcome === 'later') return { done: 0, pending: count };
  if (result.outcome === 'done') {
    const done = count - result.gone.length - result.uncertain.length;
    if (done === 0 && count > 0) return { refused: 'not-found' };
    return { done, ...(result.leftMarked > 0 && { leftMarked: result.leftMarked }) };
  }
  if (result.failure) return { failed: result.failure };
  return { refused: result.refusal === 'no-mailbox' || result.refusal === 'no-trash' ? result.refusal : 'not-found' };
};
