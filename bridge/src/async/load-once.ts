/** Loads something when it is first wanted, once; a failed load is tried again. */
export const loadOnce = <Value>(load: () => Promise<Value>): (() => Promise<Value>) => {
  let loading: Promise<Value> | undefined;
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
};

/** A part of the bridge that is loaded when it is first wanted, and has to be closed only then. */
export interface Part<Value> {
  load: () => Promise<Value>;
  /** Closes what was loaded or is being loaded; its load failing is nobody's business here. */
  close: () => Promise<void>;
}

export const createPart = <Value extends { close(): Promise<void> }>(load: () => Promise<Value>): Part<Value> => {
  let wanted = false;
  const once = loadOnce(load);
  return {
    load: () => {
      wanted = true;
      return once();
    },
    async close() {
      if (!wanted) return;
      const [loaded] = await Promise.allSettled([once()]);
      if (loaded.status === 'fulfilled') await loaded.value.close();
    },
  };
};
