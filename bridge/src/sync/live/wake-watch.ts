import { readOwnInterfaces } from '../../net/address/own-interfaces.ts';

const lookEveryMs = 5_000;
/** A timer that is so late slept. */
const sleptMs = 10_000;

const addresses = (): string | null =>
  readOwnInterfaces()
    ?.map(({ address }) => address)
    .sort()
    .join(' ') ?? null;

/**
 * Calls `onWake` when the computer slept or its addresses changed; the connections of before are probably gone. Returns what ends it. Where
 * the system cannot say its addresses (`readAddresses` null), they count as those of before.
 */
export const watchForWake = (onWake: () => void, deps: { now?: () => number; readAddresses?: () => string | null } = {}): (() => void) => {
  const { now = Date.now, readAddresses = addresses } = deps;
  let lookedAt = now();
  let network = readAddresses();
  const timer = setInterval(() => {
    const slept = now() - lookedAt > lookEveryMs + sleptMs;
    const networkNow = readAddresses() ?? network;
    if (slept || (network !== null && networkNow !== network)) onWake();
    lookedAt = now();
    network = networkNow;
  }, lookEveryMs);
  timer.unref();
  return () => clearInterval(timer);
};
