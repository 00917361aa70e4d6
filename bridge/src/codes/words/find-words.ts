import { toComparable } from '../comparable-text.ts';
import { asia } from './asia.ts';
import { further } from './further.ts';
import { germanic } from './germanic.ts';
import { middleEast } from './middle-east.ts';
import { otherEurope } from './other-europe.ts';
import { romance } from './romance.ts';
import { shown } from './shown.ts';
import { slavic } from './slavic.ts';
import type { Concept } from './vocabulary.ts';

const vocabularies = [germanic, romance, slavic, otherEurope, asia, middleEast, further, shown].flat();

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
const toPattern = (stem: string): string =>
  `${escaped(toComparable(stem.replace(/^~|_$/g, '')))}${stem.endsWith('_') ? String.raw`(?![\p{L}\p{N}])` : ''}`;

/** The longest first: of two that begin alike the one that says more is meant. */
const anyOf = (stems: readonly string[]): string =>
  stems
    .toSorted((a, b) => b.length - a.length)
    .map(toPattern)
    .join('|');

const compile = (concept: Concept): RegExp => {
  const stems = [...new Set(vocabularies.flatMap((words) => words[concept]?.split(',') ?? []))];
  const [anywhere, atStart] = [stems.filter((stem) => stem.startsWith('~')), stems.filter((stem) => !stem.startsWith('~'))];
  return new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${anyOf(atStart)})|${anyOf(anywhere)}`, 'gu');
};

const compiled = new Map<Concept, RegExp>();
const patternOf = (concept: Concept): RegExp => {
  const known = compiled.get(concept) ?? compile(concept);
  compiled.set(concept, known);
  return known;
};

/** Where a word stands in a text. */
export interface FoundWord {
  start: number;
  end: number;
}

/** The words of a concept in a text that `toComparable` made, of whatever language. */
export const findWords = (concept: Concept, text: string): FoundWord[] =>
  [...text.matchAll(patternOf(concept))].map(({ 0: word, index }) => ({ start: index, end: index + word.length }));

/** Whether one of the concept's words stands in the text. */
export const saysAny = (concept: Concept, text: string): boolean => text.search(patternOf(concept)) >= 0;
