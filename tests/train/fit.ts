import { createRandom } from '../sync/seeded-random.ts';
import type { Example } from './examples.ts';

/** Weights of a softmax regression before they are made small. */
export interface Weights {
  kinds: string[];
  bias: Float64Array;
  vocabulary: Map<string, number>;
  /** Row of a feature × number of kinds + kind. */
  values: Float64Array;
}

const epochs = 60;
const rate = 0.3;
const decay = 0.002;
/** Each time an example is seen, this share of its features is not: no verdict may hang on a single word. */
const unseenPerMille = 250;
/** The kinds that a reply cannot be told apart from share this of its weight. */
const acceptedShare = 0.3;

/**
 * Learns from examples by stochastic descent with a step of its own for each weight (AdaGrad), in an order that the seed decides:
 * the same examples and seed give the same weights. Features that occur less than `least` times are left out, or all but `only`.
 */
export const fit = (examples: readonly Example[], seed: number, least = 2, only?: ReadonlySet<string>): Weights => {
  const kinds = [...new Set(examples.flatMap(({ record: { expected } }) => [expected.class, ...(expected.accept ?? [])]))].sort();
  const vocabulary = vocabularyOf(examples, least, only);
  const count = kinds.length;
  const values = new Float64Array(vocabulary.size * count);
  const squares = new Float64Array(values.length);
  const bias = new Float64Array(count);
  const rows = examples.map(({ features }) => features.flatMap((feature) => vocabulary.get(feature) ?? []));
  const scales = examples.map(({ features }) => 1 / Math.sqrt(features.length + 1));
  const targets = examples.map(({ record }) => targetOf(record.expected, kinds));
  const random = createRandom(seed);
  const order = examples.map((_, i) => i);
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    for (let i = order.length - 1; i > 0; i -= 1) {
      const j = random.int(0, i);
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    for (const i of order) {
      const row = rows[i]!.filter(() => random.int(1, 1000) > unseenPerMille);
      const scale = scales[i]!;
      const shares = sharesOf(bias, values, row, scale);
      for (let kind = 0; kind < count; kind += 1) {
        const error = shares[kind]! - targets[i]![kind]!;
        bias[kind] = bias[kind]! - 0.01 * error;
        if (Math.abs(error) < 1e-4) continue;
        for (const feature of row) {
          const at = feature * count + kind;
          const slope = error * scale + decay * values[at]!;
          const square = squares[at]! + slope * slope;
          squares[at] = square;
          values[at] = values[at]! - (rate * slope) / Math.sqrt(square + 1e-6);
        }
      }
    }
  }
  return { kinds, bias, vocabulary, values };
};

const vocabularyOf = (examples: readonly Example[], least: number, only?: ReadonlySet<string>): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const { features } of examples) for (const feature of features) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  const kept = [...counts].filter(([feature, times]) => times >= least && (!only || only.has(feature))).map(([feature]) => feature);
  return new Map(kept.sort().map((feature, i) => [feature, i]));
};

const targetOf = ({ class: right, accept = [] }: Example['record']['expected'], kinds: readonly string[]): Float64Array => {
  const target = new Float64Array(kinds.length);
  target[kinds.indexOf(right)] = accept.length > 0 ? 1 - acceptedShare : 1;
  for (const other of accept) target[kinds.indexOf(other)]! += acceptedShare / accept.length;
  return target;
};

const sharesOf = (bias: Float64Array, values: Float64Array, row: readonly number[], scale: number): Float64Array => {
  const sums = Float64Array.from(bias);
  for (const feature of row)
    for (let kind = 0; kind < sums.length; kind += 1) sums[kind] = sums[kind]! + values[feature * sums.length + kind]! * scale;
  const highest = Math.max(...sums);
  let total = 0;
  for (let kind = 0; kind < sums.length; kind += 1) {
    sums[kind] = Math.exp(sums[kind]! - highest);
    total += sums[kind]!;
  }
  return sums.map((power) => power / total);
};
