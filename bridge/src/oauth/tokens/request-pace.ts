/** A place in time for each request: how long it has to wait for it, milliseconds. */
export interface RequestPace {
  /** Takes the next place at this provider; undefined where that is further away than `longestWaitMs`. */
  take(host: string, nowMs: number, longestWaitMs: number): number | undefined;
  /** Nothing is asked of the provider before then. */
  rest(host: string, untilMs: number): void;
}

/** At most three requests a second of one provider, evenly: many tokens may run out within the same minute. */
export const createRequestPace = (perSecond = 3): RequestPace => {
  const gapMs = Math.ceil(1000 / perSecond);
  const nextAt = new Map<string, number>();
  return {
    take(host, nowMs, longestWaitMs) {
      const at = Math.max(nowMs, nextAt.get(host) ?? 0);
      if (at - nowMs > longestWaitMs) return undefined;
      nextAt.set(host, at + gapMs);
      return at - nowMs;
    },
    rest(host, untilMs) {
      nextAt.set(host, Math.max(untilMs, nextAt.get(host) ?? 0));
    },
  };
};
