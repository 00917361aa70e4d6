/** Encodings that servers answer in without saying so, most common first. */
const encodings = ['utf-8', 'gbk', 'windows-1251', 'koi8-r', 'euc-kr', 'shift_jis'] as const;

/**
 * Other readings of a reply that was decoded as Latin-1 because its encoding was not known: nodemailer before 10 does so with everything.
 * Empty for text that is ASCII or has letters beyond Latin-1. The caller takes a reading only where it finds known words in it.
 */
export const decodeMojibake = (text: string): string[] => {
  const high = text.replace(/[\u0000-\u007f]/g, '');
  if (high.length < 4 || /[^\u0080-\u00ff]/.test(high)) return [];
  const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
  return encodings.flatMap((encoding) => {
    try {
      return [new TextDecoder(encoding, { fatal: true }).decode(bytes)];
    } catch {
      return [];
    }
  });
};
