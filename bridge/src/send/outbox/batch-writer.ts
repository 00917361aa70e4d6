/** What is used of a Keyv, and of its store: a call that writes several keys is one transaction. */
export interface KeyValueStore {
  get(key: string): Promise<unknown>;
  setMany(entries: { key: string; value: unknown }[]): Promise<unknown>;
  deleteMany(keys: string[]): Promise<unknown>;
  iterator(): AsyncIterable<[string, unknown]>;
  /** Resolves when all that was written survives a power cut. */
  sync(): Promise<void>;
}

export interface BatchWriter {
  /** Resolves when the values are on disk. */
  set(entries: { key: string; value: unknown }[]): Promise<void>;
  /** Resolves when the keys are gone. Removals are not urgent and wait for company. */
  remove(keys: string[]): Promise<void>;
  /** Resolves when everything asked for so far is done, or has failed and told its caller so. */
  settle(): Promise<void>;
}

/** Most removals that wait, and how long. */
const removalsAtOnce = 500;
const removalDelayMs = 200;

interface Batch<Content> {
  content: Content;
  done: PromiseWithResolvers<void>;
}
const createBatch = <Content>(content: Content): Batch<Content> => ({ content, done: Promise.withResolvers<void>() });

/**
 * Commits together what is asked for while the disk is busy with the batch before, so that several connections share the cost
 * of a durable write. Batches follow each other in the order in which they were asked for; each caller learns of its own failure.
 */
export const createBatchWriter = (store: KeyValueStore): BatchWriter => {
  let sets = createBatch(new Map<string, unknown>());
  let removals = createBatch(new Set<string>());
  const state: { removalsAreDue: boolean; working: Promise<void> | undefined } = { removalsAreDue: false, working: undefined };
  let removalTimer: NodeJS.Timeout | undefined;

  const finish = async (work: Promise<unknown>, { done }: Batch<unknown>): Promise<void> => {
    try {
      await work;
      done.resolve();
    } catch (error) {
      done.reject(error);
    }
  };

  const commitSets = async (): Promise<void> => {
    const batch = sets;
    sets = createBatch(new Map());
    const write = async () => {
      await store.setMany([...batch.content].map(([key, value]) => ({ key, value })));
      await store.sync();
    };
    await finish(write(), batch);
  };

  const commitRemovals = async (): Promise<void> => {
    const batch = removals;
    removals = createBatch(new Set());
    state.removalsAreDue = false;
    clearTimeout(removalTimer);
    removalTimer = undefined;
    await finish(store.deleteMany([...batch.content]), batch);
  };

  const work = async (): Promise<void> => {
    while (sets.content.size > 0 || state.removalsAreDue) {
      // Whatever else this turn of the event loop brings goes along.
      await new Promise((resolve) => setImmediate(resolve));
      if (sets.content.size > 0) await commitSets();
      if (state.removalsAreDue) await commitRemovals();
    }
    state.working = undefined;
  };
  const start = (): void => {
    state.working ??= work();
  };
  const callRemovals = (): void => {
    state.removalsAreDue = removals.content.size > 0;
    start();
  };

  return {
    set(entries) {
      for (const { key, value } of entries) {
        sets.content.set(key, value);
        removals.content.delete(key);
      }
      start();
      return sets.done.promise;
    },
    remove(keys) {
      for (const key of keys) removals.content.add(key);
      if (removals.content.size >= removalsAtOnce) callRemovals();
      else removalTimer ??= setTimeout(callRemovals, removalDelayMs);
      return removals.done.promise;
    },
    async settle() {
      if (removals.content.size > 0) callRemovals();
      while (state.working) await state.working;
    },
  };
};
