import { foldText } from '../../bridge/src/classify/fold-text.ts';
import { featuresOf } from '../../bridge/src/classify/opinion/features.ts';
import { parseRecord } from '../../bridge/src/classify/parse-record.ts';
import { parseReply } from '../../bridge/src/classify/parse-reply.ts';
import { readingsOf } from '../../bridge/src/classify/readings.ts';
import { stageOfReply } from '../../bridge/src/classify/stage-of-reply.ts';
import type { CorpusRecord } from '../corpus/read-corpus.ts';

/** A reply as the training sees it. */
export interface Example {
  record: CorpusRecord;
  features: string[];
}

/** Replies of the records that have one; a network error says nothing that could be learnt. */
export const examplesOf = (records: readonly CorpusRecord[]): Example[] =>
  records.flatMap((record) => {
    const evidence = parseRecord(record);
    if (!evidence.reply?.text) return [];
    const reply = parseReply(evidence.leg, evidence.reply);
    const folded = foldText(readingsOf(reply.words)[0]!);
    const stage = evidence.stage === 'unknown' ? stageOfReply(evidence, reply) : evidence.stage;
    return [{ record, features: featuresOf(evidence.leg, stage, reply, folded) }];
  });
