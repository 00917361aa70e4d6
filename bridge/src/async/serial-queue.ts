/** Runs one piece of work after the other, in the order of the calls; a failed one does not stop those behind it. */
export const createQueue = () => {
  let tail: Promise<unknown> = Promise.resolve();
  return <Result>(work: () => Promise<Result>): Promise<Result> => {
    const result = tail.then(work);
    tail = result.catch(() => undefined);
    return result;
  };
};
