import type { Answer } from '../source-contract.ts';

/**
 * The answer of a source or of one of its places. A rejection is a fault in this program and is reported as one: it takes neither the other
 * sources with it nor, where nobody awaits it yet, the process.
 */
export const settleAnswer = async (asked: Promise<Answer>): Promise<Answer> => {
  try {
    return await asked;
  } catch {
    return { state: 'failed', detail: 'fault' };
  }
};
