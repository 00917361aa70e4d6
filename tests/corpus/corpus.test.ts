import { legs } from '@kurrier/shared/account/connection';
import { Failure, Stage } from '@kurrier/shared/failure/failure';
import { expect, test } from 'vitest';
import { classify } from '../../bridge/src/classify/classify.ts';
import { rules } from '../../bridge/src/classify/rules/rules.ts';
import { readCorpus, unseenSets } from './read-corpus.ts';
import { score } from './score.ts';
import { tallyOf } from './tally.ts';

const train = readCorpus('train');

test('real replies are named right', () => {
  const { rightOrAccepted, misleading, falsePasswords, misses } = score(train);
  expect(misses.slice(0, 20)).toEqual([]);
  expect(rightOrAccepted).toBeGreaterThanOrEqual(0.98);
  expect(misleading).toBeLessThanOrEqual(0.005);
  expect(falsePasswords).toBe(0);
});

test('the catalogue of what servers can say is named right', () => {
  const { records, right, accepted, misleading, falsePasswords } = tallyOf(readCorpus('catalogue'));
  expect((right + accepted) / records).toBeGreaterThanOrEqual(0.99);
  expect(misleading / records).toBeLessThanOrEqual(0.005);
  expect(falsePasswords).toBe(0);
});

test('what is called certain or likely is right', () => {
  for (const corpus of ['train', 'catalogue', 'more', 'recalled', 'composed']) {
    const { byConfidence, wronglySure, records } = tallyOf(readCorpus(corpus));
    expect(wronglySure / records).toBeLessThanOrEqual(0.01);
    expect(byConfidence.certain.right / byConfidence.certain.said).toBeGreaterThanOrEqual(0.99);
    expect(byConfidence.likely.right / byConfidence.likely.said).toBeGreaterThanOrEqual(0.96);
    expect(byConfidence.guess.said / records).toBeLessThan(0.3);
  }
});

test('replies of other servers, in other words and languages, are named right', () => {
  const { rightOrAccepted, misleading, falsePasswords } = score(readCorpus('more'));
  expect(rightOrAccepted).toBeGreaterThanOrEqual(0.97);
  expect(misleading).toBeLessThanOrEqual(0.025);
  expect(falsePasswords).toBe(0);
});

test('refusals in forty languages, and what programs in twenty print, are named right', () => {
  const { rightOrAccepted, misleading, falsePasswords } = score(readCorpus('composed'));
  expect(rightOrAccepted).toBeGreaterThanOrEqual(0.99);
  expect(misleading).toBeLessThanOrEqual(0.005);
  expect(falsePasswords).toBe(0);
});

test.for(unseenSets)('%s: refusals in eleven languages and the texts of other programs are named right', (name) => {
  const { records, right, accepted, misleading, falsePasswords, wronglySure } = tallyOf(readCorpus(name));
  expect((right + accepted) / records).toBeGreaterThanOrEqual(0.98);
  expect({ falsePasswords, wronglySure }).toEqual({ falsePasswords: 0, wronglySure: 0 });
  expect(misleading / records).toBeLessThanOrEqual(0.01);
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

const stages = Stage.options;
const replies = [...train, ...readCorpus('more')].flatMap(({ wire }) => wire ?? []);

test('whatever is said wherever, the answer is a whole failure', () => {
  for (const [i, text] of replies.entries()) {
    const stage = stages[i % stages.length]!;
    for (const leg of legs) expect(Failure.safeParse(classify({ leg, stage, reply: { text } })).success).toBe(true);
  }
});

test('outside of the sign-in nothing is called a wrong password', () => {
  const elsewhere = stages.filter((stage) => stage !== 'sign-in' && stage !== 'unknown');
  const wrong = replies.flatMap((text) =>
    elsewhere.flatMap((stage) =>
      legs.filter((leg) => classify({ leg, stage, reply: { text } }).kind === 'auth.invalid_credentials').map((leg) => `${leg} ${stage}: ${text}`),
    ),
  );
  expect(wrong).toEqual([]);
});

test('words that nobody knows are not called a wrong password, whatever the code', () => {
  for (const words of ['Flux capacitor desynchronised', 'Zorblax needs attention', 'Ваш конверт на луне', '月亮上的信封']) {
    for (const code of ['535', '535 5.7.8', '534 5.7.9', '550 5.7.1', '554'])
      expect(classify({ leg: 'smtp', stage: 'sign-in', reply: { text: `${code} ${words}` } }).kind).toBe('unknown');
    for (const code of ['', '[AUTHENTICATIONFAILED] ', '[ALERT] ', '[AUTHORIZATIONFAILED] '])
      expect(classify({ leg: 'imap', stage: 'sign-in', reply: { text: `a1 NO ${code}${words}` } }).kind).toBe('unknown');
  }
});
