import type { ModelData } from './model.ts';

/** Writes a model as lines: kinds, step and bias, then one feature a line, so that two trainings can be compared by reading. */
export const writeModel = ({ kinds, step, bias, features }: ModelData): string =>
  [['kinds', ...kinds], ['step', step], ['bias', ...bias], ...features].map((line) => `${line.join('\t')}\n`).join('');

/** Reads what `writeModel` wrote. */
export const readModel = (text: string): ModelData => {
  const [kinds = [], [, step] = [], bias = [], ...features] = text
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'));
  return {
    kinds: kinds.slice(1),
    step: Number(step),
    bias: bias.slice(1).map(Number),
    features: new Map(features.map(([feature = '', letters = '']) => [feature, letters])),
  };
};
