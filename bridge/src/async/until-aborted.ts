/** What `ask` gives, or undefined once the signal has ended: what comes later is dropped. */
export const until = async <Value>(signal: AbortSignal, ask: () => Promise<Value>): Promise<Value | undefined> => {
  if (signal.aborted) return undefined;
  const aborted = Promise.withResolvers<undefined>();
  const stop = () => aborted.resolve(undefined);
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([ask(), aborted.promise]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
};

/** The same, for at most `limitMs`. */
export const within = async <Value>(limitMs: number, signal: AbortSignal, ask: () => Promise<Value>): Promise<Value | undefined> => {
  const end = new AbortController();
  const timer = setTimeout(() => end.abort(), limitMs);
  try {
    return await until(AbortSignal.any([signal, end.signal]), ask);
  } finally {
    clearTimeout(timer);
  }
};
