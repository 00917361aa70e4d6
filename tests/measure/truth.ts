import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { readCorpus, unseenSets } from '../corpus/read-corpus.ts';
import { isSetAside } from '../corpus/set-aside.ts';
import { tallyOf } from '../corpus/tally.ts';
import { examplesOf } from '../train/examples.ts';
import { leaveFamiliesOut } from '../train/leave-families-out.ts';
import { binsOf, drawCurve } from './calibration-curve.ts';
import { measureCost } from './explain-cost.ts';
import { describeTruth } from './describe-truth.ts';

const docs = path.resolve(import.meta.dirname, '../../docs');
const seed = 7;

/**
 * `npm run measure -- truth`: writes docs/truth.md and its picture anew, from the replies of tests/corpus and the proof of tests/measure.
 */
export const measure = async (): Promise<boolean> => {
  const corpora = ['train', 'catalogue', 'more', 'recalled', 'composed'].map((name) => ({ name, records: readCorpus(name) }));
  const labelled = [...corpora.flatMap(({ records }) => records), ...unseenSets.flatMap(readCorpus)];
  const held = leaveFamiliesOut(examplesOf(labelled), seed);
  const bins = binsOf(
    held.map(({ opinion, example: { record } }) => ({
      claimed: opinion.probability,
      isRight: [record.expected.class, ...(record.expected.accept ?? [])].includes(opinion.kind),
    })),
  );
  const aside = readCorpus('catalogue').filter(({ family }) => isSetAside(family));
  writeFileSync(path.join(docs, 'truth-calibration.svg'), drawCurve(bins));
  writeFileSync(
    path.join(docs, 'truth.md'),
    describeTruth({
      corpora,
      held,
      bins,
      asideNow: tallyOf(aside),
      cost: measureCost(corpora.flatMap(({ records }) => records).slice(0, 1000)),
    }),
  );
  console.log('written: docs/truth.md, docs/truth-calibration.svg');
  return true;
};
