import { deriveBoxKey, importSecret, openBox, sealBox } from './box.ts';
import { concat, encodeText, fromHex, randomBytes, toHex, type Bytes, type Key } from './bytes.ts';
import { channelVersion, nonceLength } from './frame.ts';
import { parseObject } from './json.ts';
import type { BridgeStart, ChannelKeys } from './seal.ts';

/** What `POST /pair` carries, all hexadecimal. `codeId` lets the bridge find the code without trying any. */
export interface PairRequest {
  version: 1;
  codeId: string;
  salt: string;
  nonce: string;
  box: string;
}

/** The answer of `POST /pair`. */
export interface PairAnswer {
  nonce: string;
  box: string;
}

/** What a new device receives, once. */
export interface PairedDevice {
  deviceId: Bytes;
  deviceKey: Bytes;
}

const codeIdLength = 8;
const saltLength = 16;

/** Names a code without telling anything about it: 64 bits derived from its 130. */
export const deriveCodeId = async (code: string): Promise<string> => {
  const params = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: encodeText('kurrier 1 pairing code id') };
  return toHex(new Uint8Array(await crypto.subtle.deriveBits(params, await importSecret(encodeText(code)), 8 * codeIdLength)));
};

/** The two keys of one pairing exchange. */
export const derivePairingKeys = async (code: string, salt: Bytes): Promise<ChannelKeys> => {
  const secret: Key = await importSecret(encodeText(code));
  return {
    toBridge: await deriveBoxKey(secret, salt, encodeText('kurrier 1 pair')),
    fromBridge: await deriveBoxKey(secret, salt, encodeText('kurrier 1 paired')),
  };
};

const boundTo = (codeId: Bytes, salt: Bytes, requestNonce: Bytes, direction: 1 | 2, { bridgeId, boot }: BridgeStart): Bytes =>
  concat(Uint8Array.of(channelVersion), codeId, salt, requestNonce, Uint8Array.of(direction), bridgeId, boot);

/** The client's half: what to send, and how to open what comes back. The name is what the bridge lists the device under. */
export const startPairing = async (
  code: string,
  start: BridgeStart,
  name: string,
  salt = randomBytes(saltLength),
  nonce = randomBytes(nonceLength),
) => {
  const codeId = await deriveCodeId(code);
  const keys = await derivePairingKeys(code, salt);
  const bind = (direction: 1 | 2) => boundTo(fromHex(codeId)!, salt, nonce, direction, start);
  const box = await sealBox(keys.toBridge, nonce, bind(1), encodeText(JSON.stringify({ name })));
  const request: PairRequest = { version: 1, codeId, salt: toHex(salt), nonce: toHex(nonce), box: toHex(box) };
  const openJson = async (answer: Record<string, unknown>): Promise<Record<string, unknown> | null> => {
    const [answerNonce, answerBox] = [fromHex(answer['nonce'], nonceLength), fromHex(answer['box'])];
    const plain = answerNonce && answerBox && (await openBox(keys.fromBridge, answerNonce, bind(2), answerBox));
    return plain ? parseObject(plain) : null;
  };
  const open = async (answer: Record<string, unknown>): Promise<PairedDevice | null> => {
    const device = await openJson(answer);
    const [deviceId, deviceKey] = [fromHex(device?.['deviceId'], 16), fromHex(device?.['deviceKey'], 32)];
    return deviceId && deviceKey && { deviceId, deviceKey };
  };
  /** What keeps the bridge that took the code from making a device of it, by the bridge's own name for that. */
  const openFailure = async (answer: Record<string, unknown>): Promise<string | null> => {
    const failure = (await openJson(answer))?.['failure'];
    return typeof failure === 'string' ? failure : null;
  };
  return { request, open, openFailure };
};

/** The bridge's half: opens a request that was made with this code; null for every other one. */
export const openPairRequest = async (code: string, start: BridgeStart, request: PairRequest) => {
  const [codeId, salt, nonce] = [
    fromHex(request.codeId, codeIdLength),
    fromHex(request.salt, saltLength),
    fromHex(request.nonce, nonceLength),
  ];
  const box = fromHex(request.box);
  if (!codeId || !salt || !nonce || !box) return null;
  const keys = await derivePairingKeys(code, salt);
  const plain = await openBox(keys.toBridge, nonce, boundTo(codeId, salt, nonce, 1, start), box);
  if (!plain) return null;
  const { name } = parseObject(plain);
  const sealJson = async (value: object, answerNonce: Bytes): Promise<PairAnswer> => ({
    nonce: toHex(answerNonce),
    box: toHex(await sealBox(keys.fromBridge, answerNonce, boundTo(codeId, salt, nonce, 2, start), encodeText(JSON.stringify(value)))),
  });
  return {
    name,
    seal: ({ deviceId, deviceKey }: PairedDevice, answerNonce = randomBytes(nonceLength)) =>
      sealJson({ deviceId: toHex(deviceId), deviceKey: toHex(deviceKey) }, answerNonce),
    /** Says to whoever holds the code, and to nobody else, why there is no device. */
    sealFailure: (failure: string) => sealJson({ failure }, randomBytes(nonceLength)),
  };
};
