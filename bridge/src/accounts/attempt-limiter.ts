import { sleep } from '@kurrier/shared/async/sleep';

interface Allowance {
  left: number;
  /** Monotonic milliseconds: setting the clock frees nobody and blocks nobody. */
  countedAt: number;
}

/** So often at once, and then once every so many milliseconds. */
const defaultLimits = { atOnce: 6, everyMs: 10_000 };

/**
 * Keeps sign-ins at one place to a pace that no provider takes for an attack, whoever asks for them and how often: a device that was taken
 * over must not get the account locked. A person who tries several passwords in a row does not notice. Resolves to false when the signal
 * ended the wait; that uses nothing up.
 */
export const createAttemptLimiter = ({
  limits = defaultLimits,
  now = () => performance.now(),
  wait = sleep,
}: { limits?: typeof defaultLimits; now?: () => number; wait?: (ms: number, signal: AbortSignal) => Promise<void> } = {}) => {
  const places = new Map<string, Allowance>();

  const allowanceOf = (place: string): Allowance => {
    const known = places.get(place) ?? { left: limits.atOnce, countedAt: now() };
    const earned = Math.floor((now() - known.countedAt) / limits.everyMs);
    const left = Math.min(limits.atOnce, known.left + earned);
    return { left, countedAt: left === limits.atOnce ? now() : known.countedAt + earned * limits.everyMs };
  };
  const forgetRested = (): void => {
    for (const place of places.keys()) if (allowanceOf(place).left === limits.atOnce) places.delete(place);
  };

  return async (place: string, signal: AbortSignal): Promise<boolean> => {
    while (!signal.aborted) {
      const allowance = allowanceOf(place);
      if (allowance.left > 0) {
        forgetRested();
        places.set(place, { ...allowance, left: allowance.left - 1 });
        return true;
      }
      await wait(allowance.countedAt + limits.everyMs - now(), signal);
    }
    return false;
  };
};

export type LimitAttempts = ReturnType<typeof createAttemptLimiter>;
