import { randomBytes } from './bytes.ts';

/** Crockford's base 32: no I, L, O or U. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const codeLength = 26;

/** A fresh pairing code: 26 characters, 130 random bits. */
export const createPairingCode = (): string => Array.from(randomBytes(codeLength), (byte) => alphabet[byte % 32]).join('');

/** What is pasted is a line or two of a terminal; more is something else. */
const longestPaste = 4096;

/**
 * The code that a person pasted, in its one spelling: upper case, spaces and hyphens dropped, O read as 0, I and L as 1. It may be the
 * whole line that shows it ("Pairing code: …"), or the lines around it, too. Null where no pairing code stands in it, or more than one.
 */
export const readPairingCode = (pasted: string): string | null => {
  if (pasted.length > longestPaste) return null;
  const whole = spellOut(pasted);
  if (whole !== null) return whole;
  const lines = pasted.split(/[\r\n]+/);
  // A field of one line joins the lines that are pasted into it: what follows the last group may be the next line.
  const spelt = [...pasted.matchAll(/(?<![0-9A-Z])(?:[0-9A-Z]{5}[-‐-―]){4}[0-9A-Z]{6}/giu)].map(([code]) => code);
  const parts = [...spelt, ...lines.flatMap((line) => [line, line.slice(line.lastIndexOf(':') + 1), ...line.split(/\s+/)])];
  const codes = new Set(parts.map(spellOut).filter((code) => code !== null));
  return codes.size === 1 ? [...codes][0]! : null;
};

const spellOut = (text: string): string | null => {
  const code = text
    .toUpperCase()
    .replaceAll(/[\s\-‐-―]/gu, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  return new RegExp(`^[${alphabet}]{${codeLength}}$`).test(code) ? code : null;
};

/** Groups of five and one of six, for reading: `ABCDE-FGHJK-…`. Pasting takes it as it is. */
export const spellPairingCode = (code: string): string => `${code.slice(0, 20).match(/.{5}/g)!.join('-')}-${code.slice(20)}`;
