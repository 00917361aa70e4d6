import { SharedStoreError } from './shared-store-error.ts';
import { withDeadline } from './with-deadline.ts';

interface QuestionLineParts {
  address: string;
  /** So many are asked at once. */
  most: number;
  /** For the answer of one that was asked. */
  deadlineMs: number;
  explain: (error: unknown) => SharedStoreError;
}

/** Asks a server, as its turn comes; rejects with a `SharedStoreError` alone. */
export type Ask = <Value>(question: () => Promise<Value>, order?: { isUrgent: boolean }) => Promise<Value>;

interface Waiting {
  begin: () => void;
  reject: (error: SharedStoreError) => void;
}

/**
 * A line of questions to one server. The time of each begins when it is asked: else a bridge with much to do would take its own line for the
 * server's silence. As soon as one that was asked is not answered, those behind it are told so, and were not asked. What is urgent, leases,
 * goes before the others: they run out meanwhile.
 */
export const createQuestionLine = ({ address, most, deadlineMs, explain }: QuestionLineParts): Ask => {
  const urgent: Waiting[] = [];
  const others: Waiting[] = [];
  let asked = 0;

  const turn = (isUrgent: boolean): Promise<void> | void => {
    if (asked < most) {
      asked++;
      return;
    }
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    (isUrgent ? urgent : others).push({ begin: resolve, reject });
    return promise;
  };
  const pass = (): void => {
    const next = urgent.shift() ?? others.shift();
    if (next) next.begin();
    else asked--;
  };

  return async (question, { isUrgent } = { isUrgent: false }) => {
    await turn(isUrgent);
    try {
      return await withDeadline(question(), deadlineMs);
    } catch (error) {
      const explained = error instanceof SharedStoreError ? error : explain(error);
      if (explained.storageProblem === 'shared-store-away')
        for (const { reject } of [...urgent.splice(0), ...others.splice(0)])
          reject(new SharedStoreError(address, 'shared-store-away', error));
      throw explained;
    } finally {
      pass();
    }
  };
};
