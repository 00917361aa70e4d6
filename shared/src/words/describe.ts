import { failureKinds, headlineOf, type Actor, type Failure } from '../failure.ts';
import type { Words } from './en.ts';

export interface Description {
  /** The documented headline, where the kind has one: "Connection refused". */
  headline: string | null;
  title: string;
  meaning: string;
  fix: string;
  whoActs: Actor;
  /** Who acts, in words. */
  turn: string;
}

/** Puts a failure into words: what it is, what it means, what mends it and whose turn it is. */
export const describe = (failure: Failure, words: Words): Description => {
  const entry = words.failures[failure.kind];
  const headline = headlineOf(failure);
  const { whoActs } = failureKinds[failure.kind];
  return {
    headline: headline && words.headlines[headline],
    title: fill(entry.title, failure),
    meaning: fill(entry.meaning, failure),
    fix: fill(entry.fix, failure),
    whoActs,
    turn: words.turns[whoActs],
  };
};

/** Puts evidence into the `{host}`, `{port}`, `{names}`, `{validTo}`, `{problem}` places of a sentence. */
const fill = (sentence: string, failure: Failure): string =>
  sentence
    .replaceAll('{host}', () => failure.host ?? 'the server')
    .replaceAll('{port}', () => (failure.port === undefined ? 'the port' : String(failure.port)))
    .replaceAll('{names}', () => failure.certificate?.names.join(', ') || 'another host')
    .replaceAll('{validTo}', () => failure.certificate?.validTo.slice(0, 10) ?? 'a past date')
    .replaceAll('{field}', () => failure.field ?? 'a setting')
    .replaceAll('{problem}', () => failure.problem ?? 'cannot be used');
