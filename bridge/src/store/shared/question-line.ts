import { SharedStoreError } from './shared-store-error.ts';
import { NoAnswer, withDeadline } from './with-deadline.ts';

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

/** A server that answers each question just in time would let the last of a long line wait for ever; whoever waits so long gives up. */
const longestWait = { deadlines: 12, questions: 10_000 };

/**
 * A line of questions to one server. The time of each begins when it is asked: else a bridge with much to do would take its own line for the
 * server's silence. As soon as one that was asked is not answered, those behind it are told so, and were not asked; likewise who has waited for
 * twelve times that time, or would be behind ten thousand. What is urgent, leases, goes before the others: they run out meanwhile.
 */
export const createQuestionLine = ({ address, most, deadlineMs, explain }: QuestionLineParts): Ask => {
  const urgent: Waiting[] = [];
  const others: Waiting[] = [];
  let asked = 0;

  const away = (cause: unknown) => new SharedStoreError(address, 'shared-store-away', cause);
  const turn = async (isUrgent: boolean): Promise<void> => {
    if (asked < most) {
      asked++;
      return;
    }
    const line = isUrgent ? urgent : others;
    if (line.length >= longestWait.questions) throw away(new Error(`${line.length} questions wait already`));
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const waiting = { begin: resolve, reject };
    line.push(waiting);
    const leave = (): void => {
      const at = line.indexOf(waiting);
      if (at < 0) return;
      line.splice(at, 1);
      reject(away(new NoAnswer(`not asked within ${longestWait.deadlines * deadlineMs} ms`)));
    };
    const timer = setTimeout(leave, longestWait.deadlines * deadlineMs);
    try {
      await promise;
    } finally {
      clearTimeout(timer);
    }
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
        for (const { reject } of [...urgent.splice(0), ...others.splice(0)]) reject(away(error));
      throw explained;
    } finally {
      pass();
    }
  };
};
