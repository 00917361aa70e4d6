import { expect, test } from 'vitest';
import { measureCost } from '../measure/explain-cost.ts';
import { readCorpus } from './read-corpus.ts';

test('explaining 1,000 replies costs at most half a second of one core', () => {
  const replies = ['train', 'catalogue'].flatMap(readCorpus).slice(0, 1000);
  expect(replies).toHaveLength(1000);
  expect(measureCost(replies)).toBeLessThanOrEqual(500);
});
