import { concat, decodeText, encodeText, type Bytes } from './bytes.ts';

/** The version of everything below; it stands in every frame's first byte. */
export const channelVersion = 1;

/** version (1) · device (16) · at (8, big-endian milliseconds since 1970) · nonce (12). */
export const headerLength = 37;
export const nonceLength = 12;
export const tagLength = 16;

/** One call or answer as it is before sealing: JSON text, and bytes that never become base64. */
export interface Payload {
  json: string;
  bytes: Uint8Array;
}

export interface Header {
  deviceId: Bytes;
  at: number;
  nonce: Bytes;
}

/** The 37 bytes in front of a call's box. */
export const writeHeader = ({ deviceId, at, nonce }: Header): Bytes => {
  const header = new Uint8Array(headerLength);
  header[0] = channelVersion;
  header.set(deviceId, 1);
  new DataView(header.buffer).setBigUint64(17, BigInt(at));
  header.set(nonce, 25);
  return header;
};

/** Reads the first 37 bytes of a frame; null where they are too few or of another version. */
export const readHeader = (frame: Bytes): Header | null => {
  if (frame.length < headerLength || frame[0] !== channelVersion) return null;
  const at = Number(new DataView(frame.buffer, frame.byteOffset).getBigUint64(17));
  return { deviceId: frame.slice(1, 17), at, nonce: frame.slice(25, headerLength) };
};

/** `u32 length of the JSON, big-endian | JSON in UTF-8 | bytes`. */
export const packPayload = ({ json, bytes }: Payload): Bytes => {
  const text = encodeText(json);
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, text.length);
  return concat(length, text, bytes);
};

/** The inverse of `packPayload`; null where the length or the UTF-8 is wrong. The bytes share the given memory. */
export const unpackPayload = (packed: Bytes): Payload | null => {
  if (packed.length < 4) return null;
  const length = new DataView(packed.buffer, packed.byteOffset).getUint32(0);
  if (length > packed.length - 4) return null;
  try {
    return { json: decodeText(packed.subarray(4, 4 + length)), bytes: packed.subarray(4 + length) };
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
};
