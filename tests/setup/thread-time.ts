/** Milliseconds of this thread's processor time that something takes: what other programs do meanwhile does not count. */
export const threadMs = async (run: () => unknown): Promise<number> => {
  const before = process.threadCpuUsage();
  await run();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
};

/** The least of several rounds: what something costs it costs each time, a collection of garbage in the wrong moment it does not. */
export const leastThreadMs = async (run: () => unknown, rounds = 5): Promise<number> => {
  let least = Infinity;
  for (let round = 0; round < rounds; round++) least = Math.min(least, await threadMs(run));
  return least;
};
