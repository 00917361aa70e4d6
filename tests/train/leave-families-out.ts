import { createHash } from 'node:crypto';
import type { Judgement } from '../../bridge/src/classify/judgement.ts';
import { judgeReading } from '../../bridge/src/classify/judge-reply.ts';
import { createModel, type Opinion } from '../../bridge/src/classify/opinion/model.ts';
import type { Example } from './examples.ts';
import { trainModel } from './train-model.ts';

/** What is said of a reply by a model that saw no reply of its family: alone, and beside the rules. */
export interface Held {
  example: Example;
  opinion: Opinion;
  judgement: Judgement | undefined;
}

const folds = 5;
/** Texts that were composed are of no family: they are learnt from in every fold and measured in none. */
const composed = 'various';
const foldOf = (family: string): number => createHash('sha256').update(`fold ${family}`).digest()[0]! % folds;

/** Trains five times, each time without a fifth of the families, and hears the model about those. The rules have seen them all. */
export const leaveFamiliesOut = (examples: readonly Example[], seed: number): Held[] =>
  Array.from({ length: folds }, (_, fold) => fold).flatMap((fold) => {
    const isHeld = ({ record: { family } }: Example) => family !== composed && foldOf(family) === fold;
    const model = createModel(
      trainModel(
        examples.filter((example) => !isHeld(example)),
        seed,
      ),
    );
    return examples.filter(isHeld).map((example) => ({
      example,
      opinion: model(example.features)[0]!,
      judgement: example.ruled?.confidence === 'certain' ? example.ruled : judgeReading(example.record.protocol, example, model),
    }));
  });
