import { expect, test } from 'vitest';
import { rules } from '../../bridge/src/classify/rules/rules.ts';
import { readCorpus, score } from './score.ts';

const train = readCorpus('train');

test('real replies are named right', () => {
  const { rightOrAccepted, misleading, falsePasswords, misses } = score(train);
  expect(misses.slice(0, 20)).toEqual([]);
  expect(rightOrAccepted).toBeGreaterThanOrEqual(0.98);
  expect(misleading).toBeLessThanOrEqual(0.005);
  expect(falsePasswords).toBe(0);
});

test('replies of other servers, in other words and languages, are named right', () => {
  const { rightOrAccepted, misleading, falsePasswords } = score(readCorpus('more'));
  expect(rightOrAccepted).toBeGreaterThanOrEqual(0.97);
  expect(misleading).toBeLessThanOrEqual(0.025);
  expect(falsePasswords).toBe(0);
});

test('each family of servers is named right without what only it taught', () => {
  const families = [...new Set(train.map(({ family }) => family))].map((family) => ({
    family,
    ...score(
      train.filter((record) => record.family === family),
      rules.filter(({ learntFrom }) => !learntFrom || learntFrom.some((teacher) => teacher !== family)),
    ),
  }));
  const average = (pick: (score: (typeof families)[number]) => number): number =>
    families.reduce((sum, each) => sum + pick(each), 0) / families.length;
  expect(average(({ rightOrAccepted }) => rightOrAccepted)).toBeGreaterThanOrEqual(0.85);
  expect(average(({ misleading }) => misleading)).toBeLessThanOrEqual(0.03);
  expect(families.length).toBeGreaterThan(30);
});

test('every teacher is a family of the corpus', () => {
  const families = new Set(train.map(({ family }) => family));
  expect(rules.flatMap(({ learntFrom = [] }) => learntFrom).filter((teacher) => !families.has(teacher))).toEqual([]);
});
