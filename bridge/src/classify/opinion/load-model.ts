import { readFileSync } from 'node:fs';
import { readModel } from './model-file.ts';
import { createModel } from './model.ts';

/** Weighs the features of a reply. */
export type Model = ReturnType<typeof createModel>;

let loaded: Model | undefined;

/** The learned model; its file is read when it is first needed, so that starting costs nothing. Written by `npm run train`. */
export const loadModel = (): Model => {
  loaded ??= createModel(readModel(readFileSync(new URL('weights.tsv', import.meta.url), 'utf8')));
  return loaded;
};
