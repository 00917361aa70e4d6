import type { CharsetCodec } from './charset-codecs.ts';
import type { Utf8Facts } from './utf8-facts.ts';

/** Whether bytes cannot well be in the charset that they were said to be in; `text` is what they would be in it. */
export const contradicts = ({ name, family }: CharsetCodec, bytes: Uint8Array, utf8: Utf8Facts, text: string): boolean => {
  switch (family) {
    case 'utf-8':
      return utf8.short + utf8.long === 0 || utf8.broken * 2 > utf8.short + utf8.long;
    case 'multi-byte':
    case 'utf-16':
      return countReplaced(text) * 20 > utf8.high;
    case 'seven-bit':
      return utf8.high > 0;
    case 'latin':
      return hasForeignWords(bytes) || (name === 'windows-1252' && (hasDosLetters(bytes) || hasOddSigns(bytes, utf8.high)));
    case 'single-byte':
      return countReplaced(text) * 20 > utf8.high || hasTurnedCase(text);
  }
};

const countReplaced = (text: string): number => {
  let count = 0;
  for (let at = text.indexOf('\uFFFD'); at !== -1; at = text.indexOf('\uFFFD', at + 1)) count++;
  return count;
};

/**
 * In languages with Latin letters what is not ASCII stands alone or in pairs. Where most of it stands in runs of three and more different
 * bytes, words are written in other letters.
 */
const hasForeignWords = (bytes: Uint8Array): boolean => {
  let [high, inRuns, run, distinct] = [0, 0, 0, 0];
  for (let at = 0; at <= bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte >= 0x80) {
      if (run === 0 || byte !== bytes[at - 1]) distinct++;
      run++;
      continue;
    }
    high += run;
    if (run >= 3 && distinct >= 2) inRuns += run;
    [run, distinct] = [0, 0];
  }
  return inRuns >= 4 && inRuns * 2 > high;
};

/**
 * Signs that stand for themselves or after a digit in Western text, never beside an accented letter: ¤, ¦, ¨, ¬, ¯, ±, ², ³, ´, µ, ¶, ¸, ¹,
 * ¼, ½, ¾.
 */
const oddSigns = new Set([0xa4, 0xa6, 0xa8, 0xac, 0xaf, 0xb1, 0xb2, 0xb3, 0xb4, 0xb5, 0xb6, 0xb8, 0xb9, 0xbc, 0xbd, 0xbe]);

const hasOddSigns = (bytes: Uint8Array, high: number): boolean => {
  let odd = 0;
  for (let at = 0; at < bytes.length; at++) {
    if (oddSigns.has(bytes[at]!) && ((bytes[at - 1] ?? 0) >= 0x80 || (bytes[at + 1] ?? 0) >= 0x80)) odd++;
  }
  return odd >= 2 && odd * 3 >= high;
};

const isAsciiLetter = (byte: number | undefined): boolean => byte !== undefined && (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;
/** What windows-1252 leaves undefined; ü, ì and Å of DOS are among them. */
const undefinedBytes = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);
/** Quotation marks in windows-1252, which stand at the ends of words; in DOS ä and ö. */
const quotes = new Set([0x84, 0x94]);

/** Whether letters of DOS stand where windows-1252 would have no letters. */
export const hasDosLetters = (bytes: Uint8Array): boolean =>
  bytes.some(
    (byte, at) =>
      (undefinedBytes.has(byte) && (isAsciiLetter(bytes[at - 1]) || isAsciiLetter(bytes[at + 1]))) ||
      (quotes.has(byte) && isAsciiLetter(bytes[at - 1]) && isAsciiLetter(bytes[at + 1])),
  );

/** KOI8 and windows-1251 have each other's capitals where their small letters are: words begin small and go on in capitals. */
const hasTurnedCase = (text: string): boolean => {
  const turned = text.match(/(?<!\p{L})\p{Ll}\p{Lu}+(?!\p{L})/gu)?.length ?? 0;
  const straight = text.match(/(?<!\p{L})\p{L}\p{Ll}+(?!\p{L})/gu)?.length ?? 0;
  return turned > 0 && turned >= straight;
};
