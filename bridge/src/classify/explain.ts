import type { Failure, FailureKind } from '@kurrier/shared/failure/failure';
import { describe, type Description } from '@kurrier/shared/words/describe-failure';
import { en } from '@kurrier/shared/words/verdicts-en';
import { classify } from './classify.ts';
import type { ReplyEvidence } from './evidence.ts';
import { parseRecord, type FailureRecord } from './parse-record.ts';
import { parsePastedText } from './parse-pasted-text.ts';
import { redactReply } from './redact-reply.ts';

/** A failure in words, with what the words rest on. */
export interface Explanation extends Description {
  kind: FailureKind;
  confidence: Failure['confidence'];
  /** What a guess may be instead. */
  second?: FailureKind;
  evidence: Failure;
}

/** Explains one record as in tests/corpus. */
export const explainRecord = (record: FailureRecord): Explanation => explainEvidence(parseRecord(record));

/**
 * Explains an error text that a person copied from somewhere. What is neither a reply nor a known message may still be a server's words.
 */
export const explainText = (text: string): Explanation => {
  const evidence = parsePastedText(text);
  const explanation = explainEvidence(evidence);
  return explanation.kind === 'unknown' && !evidence.reply ? explainEvidence({ ...evidence, reply: { text } }) : explanation;
};

/** Classifies evidence and puts it into words; an echoed sign-in in the reply is not repeated. */
const explainEvidence = (evidence: ReplyEvidence): Explanation => {
  const reply = evidence.reply && { ...evidence.reply, text: redactReply(evidence.reply.text, []) };
  const failure = classify({ ...evidence, reply });
  const { kind, confidence, second } = failure;
  return { kind, ...describe(failure, en), confidence, ...(second && { second }), evidence: failure };
};
