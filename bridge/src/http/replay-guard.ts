import { toHex } from '@kurrier/shared/channel/bytes';
import type { Header } from '@kurrier/shared/channel/frame';

const windowMs = 60_000;
/** How far the clock may be set back before the nonces in memory no longer cover every call that would be in time again. */
const slackMs = 30_000;
const generationMs = 2 * windowMs + slackMs;
/** A paired device cannot fill the memory either. */
const mostPerGeneration = 300_000;

/**
 * Lets every authentic call through once: its `at` within a minute of now, and its nonce not seen before. Nonces are kept for
 * longer than any call stays in time; when the clock is set back further than that, `onClockSetBack` must change `boot`.
 */
export const createReplayGuard = ({ onClockSetBack, now = Date.now }: { onClockSetBack: () => void; now?: () => number }) => {
  let current = new Set<string>();
  let previous = new Set<string>();
  let rotatedAt = now();
  let latest = rotatedAt;

  return ({ deviceId, at, nonce }: Header): boolean => {
    const time = now();
    if (time < latest - slackMs) {
      current = new Set();
      previous = new Set();
      rotatedAt = latest = time;
      onClockSetBack();
      return false;
    }
    latest = Math.max(latest, time);
    if (time - rotatedAt > generationMs) {
      previous = time - rotatedAt > 2 * generationMs ? new Set() : current;
      current = new Set();
      rotatedAt = time;
    }
    if (!(Math.abs(time - at) <= windowMs)) return false;
    const seen = `${toHex(deviceId)}${toHex(nonce)}`;
    if (current.has(seen) || previous.has(seen) || current.size >= mostPerGeneration) return false;
    current.add(seen);
    return true;
  };
};
