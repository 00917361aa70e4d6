import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Lets callers through one after the other, `perSecond` at most, in the order they came; nobody is turned away. Who gives up
 * while waiting uses up no turn, so a crowd that comes and goes cannot put the others off.
 */
export const createRateLimiter = (perSecond: number) => {
  const waiting = new Set<() => void>();
  let isRunning = false;

  const run = async (): Promise<void> => {
    isRunning = true;
    for (let [next] = waiting; next; [next] = waiting) {
      waiting.delete(next);
      next();
      await sleep(1000 / perSecond);
    }
    isRunning = false;
  };

  /** Resolves to true when it is the caller's turn, to false when it gave up. */
  return (signal: AbortSignal): Promise<boolean> =>
    new Promise((resolve) => {
      const leave = () => {
        waiting.delete(enter);
        resolve(false);
      };
      const enter = () => {
        signal.removeEventListener('abort', leave);
        resolve(true);
      };
      if (signal.aborted) return resolve(false);
      signal.addEventListener('abort', leave, { once: true });
      waiting.add(enter);
      if (!isRunning) void run();
    });
};
