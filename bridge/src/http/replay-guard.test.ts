import { expect, test } from 'vitest';
import { createReplayGuard } from './replay-guard.ts';

const createNonces = () => {
  let count = 0;
  return () => {
    const nonce = new Uint8Array(12);
    new DataView(nonce.buffer).setUint32(0, ++count);
    return nonce;
  };
};
const [one, other] = [new Uint8Array(16).fill(1), new Uint8Array(16).fill(2)];

test('a device that calls without end uses up its own room, never another’s, and has new room later', () => {
  const clock = { nowMs: 1_800_000_000_000 };
  const nextNonce = createNonces();
  const isFresh = createReplayGuard({ now: () => clock.nowMs, onClockSetBack: () => {} });
  const call = (deviceId: Uint8Array<ArrayBuffer>, nonce = nextNonce()) => isFresh({ deviceId, at: clock.nowMs, nonce });
  let taken = 0;
  while (call(one)) taken += 1;
  expect(taken).toBeGreaterThan(40_000);
  expect(taken).toBeLessThan(60_000);
  expect(call(one)).toBe(false);
  for (let index = 0; index < 1000; index++) expect(call(other)).toBe(true);
  clock.nowMs += 151_000;
  expect(call(one)).toBe(true);
});

test('one nonce of two devices is two nonces; one of one device counts once, over the turn of a generation too', () => {
  const clock = { nowMs: 1_800_000_000_000 };
  const isFresh = createReplayGuard({ now: () => clock.nowMs, onClockSetBack: () => {} });
  const nonce = new Uint8Array(12);
  const at = clock.nowMs + 149_000;
  clock.nowMs = at;
  expect([one, other].map((deviceId) => isFresh({ deviceId, at, nonce }))).toEqual([true, true]);
  clock.nowMs += 2000;
  expect([one, other].map((deviceId) => isFresh({ deviceId, at, nonce }))).toEqual([false, false]);
});
