import { expect, test } from 'vitest';
import { importSecret } from './box.ts';
import { randomBytes, type Bytes } from './bytes.ts';
import { deriveChannelKeys, openAnswer, openCall, sealAnswer, sealCall } from './seal.ts';

const createKeys = async (deviceId: Bytes) => deriveChannelKeys(await importSecret(randomBytes(32)), deviceId);
const deviceId = randomBytes(16);
const keys = await createKeys(deviceId);
const start = { bridgeId: randomBytes(16), boot: randomBytes(16) };
const payload = { json: '{"secret":"canary"}', bytes: randomBytes(20) };
const sealed = await sealCall(keys, start, { deviceId, at: Date.now() }, payload);
const answer = await sealAnswer(keys, start, sealed.header, payload);

const flip = (bytes: Bytes, index: number, bit: number): Bytes => {
  const flipped = bytes.slice();
  flipped[index]! ^= 1 << bit;
  return flipped;
};

test('a call and an answer open as they were sealed', async () => {
  expect(await openCall(keys, start, sealed.frame)).toEqual(payload);
  expect(await openAnswer(keys, start, sealed.header, answer)).toEqual(payload);
});

test('no bit of a call or of an answer can be flipped', async () => {
  for (let index = 0; index < sealed.frame.length; index++)
    expect(await openCall(keys, start, flip(sealed.frame, index, index % 8)), `byte ${index}`).toBeNull();
  for (let index = 0; index < answer.length; index++)
    expect(await openAnswer(keys, start, sealed.header, flip(answer, index, index % 8)), `byte ${index}`).toBeNull();
});

test.each([0, 1, 4, 8, 12, 16, 36, 37, 52])('a call or an answer cut to %i bytes does not open', async (length) => {
  expect(await openCall(keys, start, sealed.frame.slice(0, length))).toBeNull();
  expect(await openAnswer(keys, start, sealed.header, answer.slice(0, length))).toBeNull();
});

test.each([4, 8, 12])('a tag of %i bytes is not taken', async (tagLength) => {
  expect(await openCall(keys, start, sealed.frame.slice(0, sealed.frame.length - 16 + tagLength))).toBeNull();
});

test('a box opens for its device, bridge, start, direction and call alone', async () => {
  const other = await sealCall(keys, start, { deviceId, at: Date.now() }, payload);
  expect(await openCall(await createKeys(deviceId), start, sealed.frame)).toBeNull();
  expect(await openCall(keys, { ...start, boot: randomBytes(16) }, sealed.frame)).toBeNull();
  expect(await openCall(keys, { ...start, bridgeId: randomBytes(16) }, sealed.frame)).toBeNull();
  expect(await openCall({ toBridge: keys.fromBridge, fromBridge: keys.toBridge }, start, sealed.frame)).toBeNull();
  expect(await openAnswer(keys, start, other.header, answer)).toBeNull();
  expect(await openAnswer(keys, start, sealed.header, sealed.frame.slice(25))).toBeNull();
});

test('the derived keys cannot be exported', async () => {
  await expect(crypto.subtle.exportKey('raw', keys.toBridge)).rejects.toThrow(/extractable/);
  await expect(crypto.subtle.exportKey('raw', await importSecret(randomBytes(32)))).rejects.toThrow(/extractable|supported/i);
});
