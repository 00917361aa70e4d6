import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const algorithm = 'aes-256-gcm';
const ivLength = 12;
const tagLength = 16;

/** AES-256-GCM under a fresh random IV: `iv.ciphertext.tag`, each in base64url. */
export const encrypt = (key: Buffer, plain: Buffer, bound: Buffer): string => {
  const iv = randomBytes(ivLength);
  const cipher = createCipheriv(algorithm, key, iv, { authTagLength: tagLength }).setAAD(bound);
  const ciphertext = Buffer.concat([cipher.update(plain), cipher.final()]);
  return [iv, ciphertext, cipher.getAuthTag()].map((part) => part.toString('base64url')).join('.');
};

/** Opens what `encrypt` made with the same key and binding; null for everything else. */
export const decrypt = (key: Buffer, sealed: string, bound: Buffer): Buffer | null => {
  const parts = sealed.split('.');
  const [iv, ciphertext, tag] = parts.map((part) => Buffer.from(part, 'base64url'));
  // Node would take a shorter tag, and any spelling of base64.
  if (parts.length !== 3 || !iv || !ciphertext || !tag || iv.length !== ivLength || tag.length !== tagLength) return null;
  if ([iv, ciphertext, tag].some((part, index) => part.toString('base64url') !== parts[index])) return null;
  const decipher = createDecipheriv(algorithm, key, iv, { authTagLength: tagLength }).setAAD(bound).setAuthTag(tag);
  const plain = decipher.update(ciphertext);
  try {
    return Buffer.concat([plain, decipher.final()]);
  } catch {
    // For GCM the one thing that `final` can find wrong is the tag.
    return null;
  }
};
