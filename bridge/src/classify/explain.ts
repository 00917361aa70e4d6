import type { Failure, FailureKind } from '@kurrier/shared/failure';
import { describe, type Description } from '@kurrier/shared/words/describe';
import { en } from '@kurrier/shared/words/en';
import { classify } from './classify.ts';
import type { ReplyEvidence } from './evidence.ts';
import { parseRecord, type FailureRecord } from './parse-record.ts';
import { redactReply } from './redact-reply.ts';

/** A failure in words, with what the words rest on. */
export interface Explanation extends Description {
  kind: FailureKind;
  confidence: Failure['confidence'];
  evidence: Failure;
}

/** Explains one record as in tests/corpus. */
export const explainRecord = (record: FailureRecord): Explanation => explainEvidence(parseRecord(record));

/** Classifies evidence and puts it into words; an echoed sign-in in the reply is not repeated. */
export const explainEvidence = (evidence: ReplyEvidence): Explanation => {
  const reply = evidence.reply && { ...evidence.reply, text: redactReply(evidence.reply.text, []) };
  const failure = classify({ ...evidence, reply });
  return { kind: failure.kind, ...describe(failure, en), confidence: failure.confidence, evidence: failure };
};
