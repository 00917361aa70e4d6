import type { Failure } from '../../shared/src/failure/failure.ts';
import { classifyRecord } from './classify-record.ts';
import type { CorpusRecord } from './read-corpus.ts';

/** How often the classifier was right, of some replies. */
export interface Tally {
  records: number;
  right: number;
  accepted: number;
  unknown: number;
  misleading: number;
  falsePasswords: number;
  /** Wrong although it was called certain or likely. */
  wronglySure: number;
  byConfidence: Record<Failure['confidence'], { said: number; right: number }>;
}

/** Classifies replies and counts; `unknown` has no confidence of its own, since it says nothing. */
export const tallyOf = (records: readonly CorpusRecord[]): Tally => {
  const tally: Tally = {
    records: records.length,
    right: 0,
    accepted: 0,
    unknown: 0,
    misleading: 0,
    falsePasswords: 0,
    wronglySure: 0,
    byConfidence: { certain: { said: 0, right: 0 }, likely: { said: 0, right: 0 }, guess: { said: 0, right: 0 } },
  };
  for (const record of records) {
    const { kind, confidence } = classifyRecord(record);
    const { class: expected, accept = [] } = record.expected;
    const isRight = kind === expected || accept.includes(kind);
    if (kind === expected) tally.right += 1;
    else if (isRight) tally.accepted += 1;
    else if (kind === 'unknown') tally.unknown += 1;
    else tally.misleading += 1;
    if (kind === 'unknown') continue;
    tally.byConfidence[confidence].said += 1;
    if (isRight) tally.byConfidence[confidence].right += 1;
    else if (confidence !== 'guess') tally.wronglySure += 1;
    if (!isRight && kind === 'auth.invalid_credentials') tally.falsePasswords += 1;
  }
  return tally;
};
