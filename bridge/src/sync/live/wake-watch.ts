import { networkInterfaces } from 'node:os';

const lookEveryMs = 5_000;
/** A timer that is so late slept. */
const sleptMs = 10_000;

const addresses = (): string =>
  Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .map(({ address }) => address)
    .sort()
    .join(' ');

/** Calls `onWake` when the computer slept or its addresses changed; the connections of before are probably gone. Returns what ends it. */
export const watchForWake = (onWake: () => void, deps: { now?: () => number; readAddresses?: () => string } = {}): (() => void) => {
  const { now = Date.now, readAddresses = addresses } = deps;
  let lookedAt = now();
  let network = readAddresses();
  const timer = setInterval(() => {
    const slept = now() - lookedAt > lookEveryMs + sleptMs;
    const networkNow = readAddresses();
    if (slept || networkNow !== network) onWake();
    lookedAt = now();
    network = networkNow;
  }, lookEveryMs);
  timer.unref();
  return () => clearInterval(timer);
};
