import { deriveBoxKey, openBox, sealBox } from './box.ts';
import { concat, encodeText, randomBytes, type Bytes, type Key } from './bytes.ts';
import { headerLength, nonceLength, packPayload, readHeader, unpackPayload, writeHeader, type Header, type Payload } from './frame.ts';

/** One key per direction, so that nothing one side says can be played back to it. */
export interface ChannelKeys {
  toBridge: Key;
  fromBridge: Key;
}

/** Which bridge, and which of its starts: both 16 bytes, part of what every box is bound to. */
export interface BridgeStart {
  bridgeId: Bytes;
  boot: Bytes;
}

const toBridge = Uint8Array.of(1);
const fromBridge = Uint8Array.of(2);

/** The two keys of one device, derived from its device key (an HKDF key, see `importSecret`). */
export const deriveChannelKeys = async (deviceKey: Key, deviceId: Bytes): Promise<ChannelKeys> => ({
  toBridge: await deriveBoxKey(deviceKey, deviceId, encodeText('kurrier 1 call')),
  fromBridge: await deriveBoxKey(deviceKey, deviceId, encodeText('kurrier 1 answer')),
});

const boundTo = (header: Bytes, direction: Bytes, { bridgeId, boot }: BridgeStart): Bytes => concat(header, direction, bridgeId, boot);

/** A sealed call, and its header, which the answer must be bound to. */
export interface SealedCall {
  frame: Bytes;
  header: Bytes;
}

/** Seals a call: header, ciphertext, tag. A nonce is given in test vectors only. */
export const sealCall = async (
  keys: ChannelKeys,
  start: BridgeStart,
  { deviceId, at, nonce = randomBytes(nonceLength) }: Omit<Header, 'nonce'> & { nonce?: Bytes },
  payload: Payload,
): Promise<SealedCall> => {
  const header = writeHeader({ deviceId, at, nonce });
  const box = await sealBox(keys.toBridge, nonce, boundTo(header, toBridge, start), packPayload(payload));
  return { frame: concat(header, box), header };
};

/** Opens a call that was sealed for this bridge and this start of it; null for everything else. */
export const openCall = async (keys: ChannelKeys, start: BridgeStart, frame: Bytes): Promise<Payload | null> => {
  const header = readHeader(frame);
  if (!header) return null;
  const bound = boundTo(frame.slice(0, headerLength), toBridge, start);
  const packed = await openBox(keys.toBridge, header.nonce, bound, frame.subarray(headerLength));
  return packed && unpackPayload(packed);
};

/** Seals the answer to the call with that header: nonce of its own, ciphertext, tag. */
export const sealAnswer = async (
  keys: ChannelKeys,
  start: BridgeStart,
  callHeader: Bytes,
  payload: Payload,
  nonce: Bytes = randomBytes(nonceLength),
): Promise<Bytes> => concat(nonce, await sealBox(keys.fromBridge, nonce, boundTo(callHeader, fromBridge, start), packPayload(payload)));

/** Opens the answer to exactly this call; null where it answers another one, or was changed. */
export const openAnswer = async (keys: ChannelKeys, start: BridgeStart, callHeader: Bytes, answer: Bytes): Promise<Payload | null> => {
  const bound = boundTo(callHeader, fromBridge, start);
  const packed = await openBox(keys.fromBridge, answer.slice(0, nonceLength), bound, answer.subarray(nonceLength));
  return packed && unpackPayload(packed);
};
