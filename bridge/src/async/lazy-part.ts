import { loadOnce } from './load-once.ts';

/** A part of the bridge that is loaded when it is first wanted, and has to be closed only then. */
export interface Part<Value> {
  load: () => Promise<Value>;
  /**
   * Closes what was loaded, whatever comes of that, does `between`, and loads anew; who wants the part meanwhile waits. One that was closed
   * stays so.
   */
  restart: (between: () => void) => Promise<void>;
  /** Closes what was loaded or is being loaded; its load failing is nobody's business here. */
  close: () => Promise<void>;
}

export const createLazyPart = <Value extends { close(): Promise<void> }>(load: () => Promise<Value>): Part<Value> => {
  let wanted = false;
  let isClosed = false;
  let once = loadOnce(load);
  let restarting: Promise<void> = Promise.resolve();

  const closeLoaded = async (): Promise<void> => {
    if (!wanted) return;
    const [loaded] = await Promise.allSettled([once()]);
    if (loaded.status === 'fulfilled') await loaded.value.close();
  };
  const restart = async (before: Promise<void>, between: () => void): Promise<void> => {
    await before;
    if (isClosed) return;
    // What is closed because it is broken may not even close well.
    await Promise.allSettled([closeLoaded()]);
    between();
    once = loadOnce(load);
  };
  return {
    load: async () => {
      wanted = true;
      await restarting;
      return once();
    },
    restart: async (between) => {
      const restarted = restart(restarting, between);
      restarting = restarted.catch(() => undefined);
      await restarted;
      if (wanted && !isClosed) await once();
    },
    async close() {
      await restarting;
      isClosed = true;
      await closeLoaded();
    },
  };
};
