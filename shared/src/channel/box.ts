import { tagLength, nonceLength } from './frame.ts';
import type { Bytes, Key } from './bytes.ts';

/** HKDF-SHA-256 (RFC 5869) to one AES-256-GCM key that cannot be exported. */
export const deriveBoxKey = (secret: Key, salt: Bytes, info: Bytes): Promise<Key> =>
  crypto.subtle.deriveKey({ name: 'HKDF', hash: 'SHA-256', salt, info }, secret, { name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);

/** Makes raw key bytes an HKDF key; it cannot be exported, and browsers can keep it in IndexedDB. */
export const importSecret = (raw: Bytes): Promise<Key> => crypto.subtle.importKey('raw', raw, 'HKDF', false, ['deriveKey', 'deriveBits']);

/** AES-256-GCM with a 128-bit tag: ciphertext and tag. */
export const sealBox = async (key: Key, nonce: Bytes, bound: Bytes, plain: Bytes): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce, additionalData: bound, tagLength: 8 * tagLength }, key, plain));

/** Opens what `sealBox` made; null for every box that is not exactly that. */
export const openBox = async (key: Key, nonce: Bytes, bound: Bytes, box: Bytes): Promise<Bytes | null> => {
  if (nonce.length !== nonceLength || box.length < tagLength) return null;
  try {
    return new Uint8Array(
      await crypto.subtle.decrypt({ name: 'AES-GCM', iv: nonce, additionalData: bound, tagLength: 8 * tagLength }, key, box),
    );
  } catch (error) {
    if (error instanceof DOMException && error.name === 'OperationError') return null;
    throw error;
  }
};
