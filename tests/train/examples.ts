import { readReply } from '../../bridge/src/classify/judge-reply.ts';
import { parseRecord } from '../../bridge/src/classify/parse-record.ts';
import { parseReply } from '../../bridge/src/classify/parse-reply.ts';
import { rules } from '../../bridge/src/classify/rules/rules.ts';
import type { CorpusRecord } from '../corpus/read-corpus.ts';

/** A reply as the training sees it, and as the classifier will. */
export interface Example extends ReturnType<typeof readReply> {
  record: CorpusRecord;
}

/** Replies of the records that have one; a network error says nothing that could be learnt. */
export const examplesOf = (records: readonly CorpusRecord[]): Example[] =>
  records.flatMap((record) => {
    const evidence = parseRecord(record);
    return evidence.reply?.text ? [{ record, ...readReply(evidence, parseReply(evidence.leg, evidence.reply), rules) }] : [];
  });
