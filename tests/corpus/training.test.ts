import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { writeModel } from '../../bridge/src/classify/opinion/model-file.ts';
import { createModel } from '../../bridge/src/classify/opinion/model.ts';
import { examplesOf } from '../train/examples.ts';
import { trainModel } from '../train/train-model.ts';
import { readCorpus } from './read-corpus.ts';

const file = path.resolve(import.meta.dirname, '../../bridge/src/classify/opinion/weights.tsv');
const some = examplesOf(readCorpus('train').slice(0, 120));

test('the learned data is small enough to be reviewed', () => {
  expect(readFileSync(file).length).toBeLessThanOrEqual(100_000);
});

test('the same replies and the same seed give the same weights, another seed gives others', () => {
  const learn = (seed: number): string => writeModel(trainModel(some, seed));
  expect(learn(7)).toBe(learn(7));
  expect(learn(8)).not.toBe(learn(7));
});

test('an opinion says which words it rests on', () => {
  const [{ kind, because } = { kind: '', because: [] as string[] }] = createModel(trainModel(some, 7))([
    's:imap sign-in',
    'w:invali',
    'w:creden',
    'p:invali creden',
    't:NO sign-in',
    'w:zzzzzz',
  ]);
  expect(kind).toBe('auth.invalid_credentials');
  expect(because.join(' ')).toMatch(/creden|invali/);
  expect(because).not.toContain('w:zzzzzz');
});
