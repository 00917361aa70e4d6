import { failureKinds, type FailureKind } from '@kurrier/shared/failure/failure';
import { sampleFailures } from '@kurrier/shared/failure/samples';
import { describe } from '@kurrier/shared/words/describe-failure';
import { groupFailures } from '@kurrier/shared/words/failures/failure-groups';
import { en } from '@kurrier/shared/words/verdicts-en';
import { classify } from '../../bridge/src/classify/classify.ts';
import { parseRecord } from '../../bridge/src/classify/parse-record.ts';
import { readCorpus, type CorpusRecord } from '../corpus/read-corpus.ts';

/** The text of docs/failures.md: every kind with its words and one example, real where the corpus has one. */
export const describeFailures = (): string => {
  const corpus = readCorpus('train');
  const sections = groupFailures().map(({ heading, kinds }) =>
    [`## ${heading}`, ...kinds.map((kind) => describeKind(kind, corpus))].join('\n\n'),
  );
  return [intro(Object.keys(failureKinds).length), ...sections].join('\n\n') + '\n';
};

const intro = (count: number): string => `# What can go wrong

<!-- Written by \`npm run docs\` from shared/src/failure.ts, shared/src/words and tests/corpus; do not edit. -->

Every failure has one of ${count} permanent names. Each says what happened, what mends it and who has to act. “Again” means that the same
settings may work later without anybody changing anything. The headline is the one of four under which a failure is shown.`;

const describeKind = (kind: FailureKind, corpus: readonly CorpusRecord[]): string => {
  const { whoActs, again, headline } = failureKinds[kind];
  const { title, meaning, fix } = describe({ kind, stage: 'unknown', confidence: 'certain' }, en);
  const facts = [en.turns[whoActs], ...(again ? ['again'] : []), ...(headline ? [`headline: ${en.headlines[headline]}`] : [])];
  return [`### \`${kind}\`: ${title}`, `${meaning} *${fix}*`, facts.join(' · '), exampleOf(kind, corpus)].join('\n\n');
};

const exampleOf = (kind: FailureKind, corpus: readonly CorpusRecord[]): string => {
  const real = corpus.find((record) => record.expected.class === kind && textOf(record) && classify(parseRecord(record)).kind === kind);
  if (real) return `Example, from ${real.source}:\n\n${asCode(textOf(real))}`;
  const { reply, code, field, problem } = sampleFailures[kind];
  return `Example:\n\n${asCode(reply?.text ?? code ?? `${field}: ${problem}`)}`;
};

const textOf = ({ wire, node }: CorpusRecord): string => {
  const { responseText, message = '' } = (node ?? {}) as { responseText?: string; message?: string };
  return wire ?? responseText ?? message;
};

const asCode = (text: string): string => ['```', ...text.trim().split('\n'), '```'].join('\n');
