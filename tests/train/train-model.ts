import type { ModelData } from '../../bridge/src/classify/opinion/model.ts';
import type { Example } from './examples.ts';
import { fit } from './fit.ts';
import { encode, tellingFeatures } from './shrink.ts';

/** Features that fit into 100 kB. */
const room = 3250;
/** A word that one reply alone has teaches only that reply. */
const leastOccurrences = 2;

/** Learns twice: once to find out which features tell something, once with those alone. */
export const trainModel = (examples: readonly Example[], seed: number): ModelData => {
  const telling = tellingFeatures(fit(examples, seed, leastOccurrences), examples, room);
  return encode(fit(examples, seed, leastOccurrences, telling));
};
