import { alphabet, middle, type ModelData } from '../../bridge/src/classify/opinion/model.ts';
import type { Example } from './examples.ts';
import type { Weights } from './fit.ts';

const step = 0.12;
/** Weights that are smaller move no verdict. */
const least = 5;

/** The features whose weights differ most between kinds, counted as often as they occur: those worth their room in the file. */
export const tellingFeatures = ({ kinds, vocabulary, values }: Weights, examples: readonly Example[], room: number): Set<string> => {
  const occurrences = new Map<string, number>();
  for (const { features } of examples) for (const feature of features) occurrences.set(feature, (occurrences.get(feature) ?? 0) + 1);
  const worth = [...vocabulary].map(([feature, row]) => {
    const weights = values.subarray(row * kinds.length, (row + 1) * kinds.length);
    const spread = Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0));
    return { feature, worth: spread * Math.sqrt(occurrences.get(feature) ?? 0) };
  });
  worth.sort((a, b) => b.worth - a.worth || (a.feature < b.feature ? -1 : 1));
  return new Set(worth.slice(0, room).map(({ feature }) => feature));
};

/** Writes weights in whole steps, leaving out what is small. */
export const encode = ({ kinds, bias, vocabulary, values }: Weights): ModelData => {
  const features = new Map<string, string>();
  for (const [feature, row] of vocabulary) {
    let letters = '';
    for (let kind = 0; kind < kinds.length; kind += 1) {
      const steps = Math.max(-middle, Math.min(alphabet.length - 1 - middle, Math.round(values[row * kinds.length + kind]! / step)));
      if (Math.abs(steps) >= least) letters += alphabet[kind]! + alphabet[steps + middle]!;
    }
    if (letters !== '') features.set(feature, letters);
  }
  return { kinds, step, bias: [...bias].map((each) => Math.round(each * 1000) / 1000), features };
};
