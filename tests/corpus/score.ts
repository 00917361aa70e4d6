import type { ReplyRule } from '../../bridge/src/classify/rules/rule.ts';
import { rules } from '../../bridge/src/classify/rules/rules.ts';
import { classifyRecord } from './classify-record.ts';
import type { CorpusRecord } from './read-corpus.ts';

export interface Score {
  records: number;
  /** Shares of 1. */
  rightOrAccepted: number;
  misleading: number;
  /** "Wrong password" said of an account whose password was not judged. */
  falsePasswords: number;
  misses: string[];
}

/** Classifies every record, with the whole table or a part of it, and counts. */
export const score = (records: readonly CorpusRecord[], table: readonly ReplyRule[] = rules): Score => {
  const wrong = records.flatMap((record) => {
    const { kind } = classifyRecord(record, table);
    const { class: expected, accept = [] } = record.expected;
    return kind === expected || accept.includes(kind) ? [] : [{ id: record.id, kind, expected }];
  });
  const misleading = wrong.filter(({ kind }) => kind !== 'unknown');
  return {
    records: records.length,
    rightOrAccepted: 1 - wrong.length / records.length,
    misleading: misleading.length / records.length,
    falsePasswords: misleading.filter(({ kind }) => kind === 'auth.invalid_credentials').length,
    misses: wrong.map(({ id, kind, expected }) => `${id}: said ${kind}, is ${expected}`),
  };
};
