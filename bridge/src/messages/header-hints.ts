import type { BodyStructure } from '../imap/grammar/body-structure.ts';
import type { GuessCharset } from '../mime/decode-charset.ts';
import type { HeaderHints } from '../mime/header-text.ts';

const longestSample = 1024;
/** Bytes above 127 with what stands beside them, up to the end of the string that they stand in. */
const unencoded = /[\x80-\xFF][^"()\r\n]{0,200}/g;

/**
 * What helps to read headers that do not say their charset: the one that the message names for its text, and a guess from all of them
 * together, since a name alone is too short for one. `envelope` is a character for each byte.
 */
export const headerHints = (envelope: string, charsets: readonly string[], guess: GuessCharset): HeaderHints => {
  let sample: Buffer | null = null;
  return {
    others: charsets,
    guess: (bytes, isDoubted, rival) => {
      // Too short to be read otherwise than it says.
      if (rival !== undefined) return null;
      sample ??= Buffer.from((envelope.match(unencoded) ?? []).join(' ').slice(0, longestSample), 'latin1');
      return guess(sample.length > bytes.length ? sample : bytes, isDoubted);
    },
  };
};

/** The charsets that a message names for its texts, the first ones. */
export const charsetsOf = (structure: BodyStructure | null): string[] => {
  if (!structure) return [];
  const found = structure.childNodes?.flatMap(charsetsOf) ?? [];
  const own = structure.type.startsWith('text/') ? (structure.parameters?.charset ?? '') : '';
  return own === '' ? found.slice(0, 3) : [own];
};
