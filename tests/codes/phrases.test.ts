import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { findCodeOrLink } from '../../bridge/src/codes/find-code-or-link.ts';

const languages = Object.entries(
  JSON.parse(readFileSync(path.join(import.meta.dirname, 'phrases.json'), 'utf8')) as Record<string, [codes: string[], others: string[]]>,
);
const numbers = ['481902', '730 415', '5518', '7H2K9Q'];
const sentences = (at: 0 | 1) => languages.flatMap(([language, phrases]) => phrases[at].map((phrase) => [language, phrase] as const));

/** A message of one sentence, under a subject that says nothing. */
const codesIn = (phrase: string): (string | null)[] =>
  numbers.map((number) => findCodeOrLink({ subject: 'Lark', texts: [phrase.replace('{}', number)] }).code);

test.each(sentences(0))('%s: %s holds a code', (_, phrase) => {
  expect(codesIn(phrase)).toEqual(numbers.map((number) => number.replace(' ', '')));
});

test.each(sentences(1))('%s: %s holds none', (_, phrase) => {
  expect(codesIn(phrase)).toEqual(numbers.map(() => null));
});
