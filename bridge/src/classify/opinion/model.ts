import { FailureKind } from '@kurrier/shared/failure/failure';

/** A softmax regression over features of a reply: for each feature, how much it speaks for which kinds. */
export interface ModelData {
  /** The kinds that were learnt; a letter of `alphabet` stands for each. */
  kinds: string[];
  /** What one step of a weight is worth. */
  step: number;
  bias: number[];
  /** Feature → pairs of letters: kind, weight. */
  features: ReadonlyMap<string, string>;
}

/** Letters for numbers from 0 to 63; a weight's letter counts from the middle. */
export const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_';
export const middle = 32;

/** A kind, how likely it is from 0 to 1, and the features that spoke for it most, the strongest first. */
export interface Opinion {
  kind: FailureKind;
  probability: number;
  because: string[];
}

const maxReasons = 5;

/** Weighs features; the answer holds every kind, the likeliest first. Reasons are given for the first two only. */
export const createModel = ({ kinds, step, bias, features: encoded }: ModelData) => {
  const known = kinds.map((kind) => FailureKind.parse(kind));
  const number = new Map(alphabet.split('').map((letter, i) => [letter, i]));

  return (features: readonly string[]): Opinion[] => {
    const present = features.filter((feature) => encoded.has(feature));
    const scale = step / Math.sqrt(features.length + 1);
    const sums = [...bias];
    const given = present.map((feature) => ({ feature, weights: new Map<number, number>() }));
    for (const { feature, weights } of given) {
      const letters = encoded.get(feature) ?? '';
      for (let i = 0; i + 1 < letters.length; i += 2) {
        const kind = number.get(letters[i]!)!;
        const weight = (number.get(letters[i + 1]!)! - middle) * scale;
        weights.set(kind, weight);
        sums[kind] = sums[kind]! + weight;
      }
    }
    const highest = Math.max(...sums);
    const powers = sums.map((sum) => Math.exp(sum - highest));
    const total = powers.reduce((sum, power) => sum + power, 0);
    return known
      .map((kind, index) => ({ kind, index, probability: powers[index]! / total }))
      .sort((a, b) => b.probability - a.probability)
      .map(({ kind, index, probability }, rank) => ({ kind, probability, because: rank < 2 ? reasonsFor(index, given) : [] }));
  };
};

const reasonsFor = (kind: number, given: readonly { feature: string; weights: ReadonlyMap<number, number> }[]): string[] =>
  given
    .map(({ feature, weights }) => ({ feature, weight: weights.get(kind) ?? 0 }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, maxReasons)
    .map(({ feature }) => feature);
