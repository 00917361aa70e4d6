/** Somebody wants news now. A nudge waits to be taken: one that comes in the middle of a sync is answered after it. */
export interface Nudges {
  nudge(): void;
  /** Aborted by the next nudge. */
  signal(): AbortSignal;
  /** Whether there was one since the last time. */
  take(): boolean;
}

export const createNudges = (): Nudges => {
  let nudged = new AbortController();
  return {
    nudge: () => nudged.abort(),
    signal: () => nudged.signal,
    take() {
      const wasNudged = nudged.signal.aborted;
      if (wasNudged) nudged = new AbortController();
      return wasNudged;
    },
  };
};
