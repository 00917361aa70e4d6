/** So many pictures are fetched at once: a message may name hundreds. */
const mostAtOnce = 4;

/** Runs work in the order in which it came, at most four at a time. */
export const createPictureQueue = () => {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async <Value>(work: () => Promise<Value>): Promise<Value> => {
    if (running >= mostAtOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    else running++;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
};
