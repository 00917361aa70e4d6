import { sleep } from '@kurrier/shared/async/sleep';
import type { Answer } from '../source-contract.ts';
import { settleAnswer } from '../decide/settle-answer.ts';

/** How long the places of one source are awaited in their order: one that never answers must not hide the others. */
const orderedMs = 2000;

/**
 * The answer of the first place that has one, in the order given and not of the quickest; from two seconds on, of any. Where no place has
 * one, the most telling failure.
 */
export const firstFound = (places: readonly Promise<Answer>[]): Promise<Answer> => {
  const settled = places.map(settleAnswer);
  const inOrder = findInOrder(settled);
  const isDecided = new AbortController();
  const inAnyOrder = async (): Promise<Answer> => {
    await sleep(orderedMs, isDecided.signal);
    return Promise.any(settled.map(foundOnly)).catch(() => inOrder);
  };
  return Promise.race([inOrder, inAnyOrder()]).finally(() => isDecided.abort());
};

const foundOnly = async (place: Promise<Answer>): Promise<Answer> => {
  const answer = await place;
  if (answer.state !== 'found') throw new Error('nothing found here');
  return answer;
};

const findInOrder = async (places: readonly Promise<Answer>[]): Promise<Answer> => {
  const answers: Answer[] = [];
  for (const place of places) {
    const answer = await place;
    if (answer.state === 'found') return answer;
    answers.push(answer);
  }
  const telling = answers.find(({ state, ...answer }) => state === 'failed' && 'detail' in answer && answer.detail !== 'unreachable');
  return telling ?? answers.find(({ state }) => state === 'nothing') ?? answers[0] ?? { state: 'nothing' };
};
