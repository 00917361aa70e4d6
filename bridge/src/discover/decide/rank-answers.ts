import { legs, type Leg } from '@kurrier/shared/account/connection';
import type { Answer } from '../source-contract.ts';

/** The answers so far, best source first; `undefined` has not answered yet. */
export type Answers = readonly (Answer | undefined)[];

const speaksOf = (leg: Leg, answer: Answer | undefined): boolean => answer?.state === 'found' && answer.offer[leg] !== undefined;

/** True when no answer still to come can change the result: for each leg, every source better than the deciding one has answered. */
export const isSettled = (answers: Answers): boolean =>
  legs.every((leg) => {
    const first = answers.findIndex((answer) => answer === undefined || speaksOf(leg, answer));
    return first === -1 || answers[first] !== undefined;
  });

/** True when every leg is spoken of by some source, whatever better ones may still say. */
export const isAnswered = (answers: Answers): boolean => legs.every((leg) => answers.some((answer) => speaksOf(leg, answer)));
