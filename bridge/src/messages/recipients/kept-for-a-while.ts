/** Loads a value when it is first wanted, and anew when it is older than `keptMs`; meanwhile the former one is given. */
export const keepForAWhile = <Value>(load: () => Promise<Value>, { keptMs, now }: { keptMs: number; now: () => number }) => {
  let loading: Promise<Value> | null = null;
  let loadedAt = -Infinity;
  return (): Promise<Value> => {
    if (loading && now() - loadedAt < keptMs) return loading;
    const next = load();
    loading = next;
    loadedAt = now();
    // A failed one is tried again at once.
    next.catch(() => {
      if (loading === next) loading = null;
    });
    return next;
  };
};
