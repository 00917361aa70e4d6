import { toHex } from '@kurrier/shared/channel/bytes';
import type { Header } from '@kurrier/shared/channel/frame';

const windowMs = 60_000;
/** How far the clock may be set back before the nonces in memory no longer cover every call that would be in time again. */
const slackMs = 30_000;
const generationMs = 2 * windowMs + slackMs;
/** Three hundred calls a second, all the time. A paired device cannot fill the memory, nor what is kept for another. */
const mostPerDevice = 45_000;

/** Nonces by the device that used them. */
type Nonces = Map<string, Set<string>>;

/**
 * Lets every authentic call through once: its `at` within a minute of now, and its nonce not seen before. Nonces are kept for
 * longer than any call stays in time; when the clock is set back further than that, `onClockSetBack` must change `boot`.
 */
export const createReplayGuard = ({ onClockSetBack, now = Date.now }: { onClockSetBack: () => void; now?: () => number }) => {
  let current: Nonces = new Map();
  let previous: Nonces = new Map();
  let rotatedAt = now();
  let latest = rotatedAt;

  return ({ deviceId, at, nonce }: Header): boolean => {
    const time = now();
    if (time < latest - slackMs) {
      current = new Map();
      previous = new Map();
      rotatedAt = latest = time;
      onClockSetBack();
      return false;
    }
    latest = Math.max(latest, time);
    if (time - rotatedAt > generationMs) {
      previous = time - rotatedAt > 2 * generationMs ? new Map() : current;
      current = new Map();
      rotatedAt = time;
    }
    if (!(Math.abs(time - at) <= windowMs)) return false;
    const [device, used] = [toHex(deviceId), toHex(nonce)];
    const seen = current.get(device) ?? new Set();
    if (seen.has(used) || previous.get(device)?.has(used) || seen.size >= mostPerDevice) return false;
    current.set(device, seen.add(used));
    return true;
  };
};
