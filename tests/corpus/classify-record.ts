import { classify } from '../../bridge/src/classify/classify.ts';
import { explainText } from '../../bridge/src/classify/explain.ts';
import { parseRecord } from '../../bridge/src/classify/parse-record.ts';
import type { ReplyRule } from '../../bridge/src/classify/rules/rule.ts';
import type { Failure } from '../../shared/src/failure/failure.ts';
import type { CorpusRecord } from './read-corpus.ts';

/** What is said of one record: a dialogue's as the bridge reads it, a program's text as a person pastes it. */
export const classifyRecord = (record: CorpusRecord, table?: readonly ReplyRule[]): Failure =>
  record.text === undefined ? classify(parseRecord(record), table) : explainText(record.text).evidence;
