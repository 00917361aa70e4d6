import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { writeModel } from '../../bridge/src/classify/opinion/model-file.ts';
import { readCorpus, unseenSets } from '../corpus/read-corpus.ts';
import { isSetAside } from '../corpus/set-aside.ts';
import { examplesOf } from './examples.ts';
import { trainModel } from './train-model.ts';

/**
 * `npm run train [-- --set-aside]`: learns the second opinion from tests/corpus; with the flag, without the families that are kept as a
 * measure.
 */
const seed = Number(process.env.KURRIER_SEED ?? 7);
const withoutSetAside = process.argv.includes('--set-aside');
const file = path.resolve(import.meta.dirname, '../../bridge/src/classify/opinion/weights.tsv');

const catalogue = readCorpus('catalogue').filter(({ family }) => !withoutSetAside || !isSetAside(family));
const records = [...['train', 'more', 'recalled', 'composed', ...unseenSets].flatMap(readCorpus), ...catalogue];
const written = writeModel(trainModel(examplesOf(records), seed));
writeFileSync(file, written);
console.log(
  `learnt from ${records.length} replies with seed ${seed}: ${(written.length / 1000).toFixed(1)} kB in ${path.relative(process.cwd(), file)}`,
);
