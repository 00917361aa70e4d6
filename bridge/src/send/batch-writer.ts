/** What is used of a Keyv: a call that writes several keys is one transaction. */
export interface KeyValueStore {
  get(key: string): Promise<unknown>;
  setMany(entries: { key: string; value: unknown }[]): Promise<unknown>;
  deleteMany(keys: string[]): Promise<unknown>;
  iterator(): AsyncIterable<[string, unknown]>;
}

export interface BatchWriter {
  /** Resolves when the values are on disk. */
  set(entries: { key: string; value: unknown }[]): Promise<void>;
  /** Resolves when the keys are gone. Removals are not urgent and wait for company. */
  remove(keys: string[]): Promise<void>;
  /** Resolves when everything asked for so far is done; rejects where some of it failed. */
  settle(): Promise<void>;
}

/** So many turns of the event loop a batch waits at most for others to join, as long as each turn brings some. */
const mostTurns = 20;

/** Most removals that wait, and how long. */
const removalsAtOnce = 500;
const removalDelayMs = 200;

/**
 * Commits together what is asked for in a few turns of the event loop, so that several connections share the cost of one
 * durable write; whoever is alone waits for one turn. Batches follow each other in the order in which they were asked for; each caller learns of its own failure.
 */
export const createBatchWriter = (store: KeyValueStore): BatchWriter => {
  let sets = new Map<string, unknown>();
  let removals = new Set<string>();
  let waiting = Promise.withResolvers<void>();
  let removing = Promise.withResolvers<void>();
  let tail: Promise<unknown> = Promise.resolve();
  let scheduled = false;
  let joined = 0;
  let removalTimer: NodeJS.Timeout | undefined;

  const inTurn = (work: () => Promise<unknown>, done: PromiseWithResolvers<void>): void => {
    const before = tail;
    const turn = async () => {
      await before;
      try {
        await work();
        done.resolve();
      } catch (error) {
        done.reject(error);
      }
    };
    tail = turn();
  };

  const waitForCompany = (before: number, turns: number): void => {
    if (joined > before && turns < mostTurns) setImmediate(waitForCompany, joined, turns + 1);
    else flushSets();
  };

  const flushSets = (): void => {
    scheduled = false;
    const [batch, done] = [sets, waiting];
    sets = new Map();
    waiting = Promise.withResolvers();
    inTurn(() => store.setMany([...batch].map(([key, value]) => ({ key, value }))), done);
  };

  const flushRemovals = (): void => {
    clearTimeout(removalTimer);
    removalTimer = undefined;
    const [batch, done] = [removals, removing];
    removals = new Set();
    removing = Promise.withResolvers();
    inTurn(() => store.deleteMany([...batch]), done);
  };

  return {
    set(entries) {
      for (const { key, value } of entries) {
        sets.set(key, value);
        removals.delete(key);
      }
      joined += 1;
      if (!scheduled) setImmediate(waitForCompany, joined, 0);
      scheduled = true;
      return waiting.promise;
    },
    remove(keys) {
      const done = removing.promise;
      for (const key of keys) {
        sets.delete(key);
        removals.add(key);
      }
      if (removals.size >= removalsAtOnce) flushRemovals();
      else removalTimer ??= setTimeout(flushRemovals, removalDelayMs);
      return done;
    },
    async settle() {
      const open = [...(scheduled ? [waiting.promise] : []), ...(removals.size > 0 ? [removing.promise] : [])];
      if (removals.size > 0) flushRemovals();
      await Promise.all(open);
      await tail;
    },
  };
};
