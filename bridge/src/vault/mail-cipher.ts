import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const algorithm = 'aes-256-gcm';
const ivLength = 12;
const tagLength = 16;
const version = '1.';

/** Seals what is kept of one account's mail, a record at a time. */
export interface MailCipher {
  /** AES-256-GCM under a fresh random IV, as text for the store; opens nowhere but at this place. */
  seal(place: string, plain: Buffer): string;
  /** What was sealed for this place; null for everything else. */
  open(place: string, sealed: string): Buffer | null;
}

/** The cipher over a key of 256 bits. `place` is bound to each record: one that was moved elsewhere in the store does not open. */
export const createMailCipher = (key: Buffer): MailCipher => {
  const bind = (place: string): Buffer => Buffer.from(JSON.stringify(['kurrier mail', 1, place]));
  return {
    seal(place, plain) {
      const iv = randomBytes(ivLength);
      const cipher = createCipheriv(algorithm, key, iv, { authTagLength: tagLength }).setAAD(bind(place));
      return version + Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString('base64');
    },
    open(place, sealed) {
      if (!sealed.startsWith(version)) return null;
      const bytes = Buffer.from(sealed.slice(version.length), 'base64');
      if (bytes.length < ivLength + tagLength) return null;
      const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, ivLength), { authTagLength: tagLength })
        .setAAD(bind(place))
        .setAuthTag(bytes.subarray(bytes.length - tagLength));
      const plain = decipher.update(bytes.subarray(ivLength, bytes.length - tagLength));
      try {
        return Buffer.concat([plain, decipher.final()]);
      } catch {
        // For GCM the one thing that `final` can find wrong is the tag.
        return null;
      }
    },
  };
};
