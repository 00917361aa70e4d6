/** So long may work go on before others have a turn. */
const turnMs = 8;

/** To be awaited after each step of long work; answers whether others had a turn. */
export type EndStep = () => Promise<boolean>;

/** For long work in the thread that answers calls: lets others in between two steps, when a turn is over. */
export const createTurns = ({ now = () => performance.now() }: { now?: () => number } = {}): EndStep => {
  let endsAt = now() + turnMs;
  return async () => {
    if (now() < endsAt) return false;
    await new Promise((resolve) => setImmediate(resolve));
    endsAt = now() + turnMs;
    return true;
  };
};
