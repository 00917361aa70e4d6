import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { FailureRecord } from '../../bridge/src/classify/parse-record.ts';

/** A reply that was seen, and what it means; `accept` holds the kinds that it cannot be told apart from. */
export interface CorpusRecord extends FailureRecord {
  id: string;
  /** What a program printed, where there is no dialogue: read as pasted text is. */
  text?: string;
  family: string;
  source: string;
  /** The language of the reply, where it was noted. */
  lang?: string;
  expected: { class: string; accept?: string[] };
}

/** Reads tests/corpus/NAME.jsonl. */
export const readCorpus = (name: string): CorpusRecord[] =>
  readFileSync(path.join(import.meta.dirname, `${name}.jsonl`), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as CorpusRecord);

/**
 * Replies and programs' texts that were labelled before the classifier had seen them, in the order in which they were written; each set
 * was scored once and learnt from before the next one was written (tests/measure/unseen.json).
 */
export const unseenSets = ['unseen-first', 'unseen-second', 'unseen-third', 'unseen-fourth', 'unseen-fifth', 'unseen-sixth', 'unseen-seventh', 'unseen-eighth', 'unseen-ninth', 'unseen-tenth', 'unseen-eleventh', 'unseen-twelfth', 'unseen-thirteenth', 'unseen-fourteenth'] as const;
