import { randomBytes } from './bytes.ts';

/** Crockford's base 32: no I, L, O or U. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const codeLength = 26;

/** A fresh pairing code: 26 characters, 130 random bits. */
export const createPairingCode = (): string => Array.from(randomBytes(codeLength), (byte) => alphabet[byte % 32]).join('');

/**
 * The code that a person pasted, in its one spelling: upper case, spaces and hyphens dropped, O read as 0, I and L as 1.
 * Null where that is not a pairing code.
 */
export const readPairingCode = (pasted: string): string | null => {
  const code = pasted
    .toUpperCase()
    .replaceAll(/[\s\-‐-―]/gu, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  return new RegExp(`^[${alphabet}]{${codeLength}}$`).test(code) ? code : null;
};

/** Groups of five and one of six, for reading: `ABCDE-FGHJK-…`. Pasting takes it as it is. */
export const spellPairingCode = (code: string): string => `${code.slice(0, 20).match(/.{5}/g)!.join('-')}-${code.slice(20)}`;
