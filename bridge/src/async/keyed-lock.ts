/** Runs work that holds several keys; one that is held by other work is waited for. What the work rejects with, its caller alone hears. */
export type KeyedLock = <Result>(keys: readonly string[], work: () => Promise<Result>) => Promise<Result>;

/** All keys are taken in one step: work that waits holds none, so that no two wait for each other. */
export const createKeyedLock = (): KeyedLock => {
  const held = new Map<string, Promise<unknown>>();
  return async (keys, work) => {
    for (let key = keys.find((one) => held.has(one)); key !== undefined; key = keys.find((one) => held.has(one)))
      await Promise.allSettled([held.get(key)]);
    const working = work();
    for (const key of keys) held.set(key, working);
    try {
      return await working;
    } finally {
      for (const key of keys) held.delete(key);
    }
  };
};
