/** Encodings that servers answer in without saying so, most common first. */
const silentEncodings = ['gbk', 'windows-1251', 'koi8-r', 'euc-kr', 'shift_jis'] as const;

/**
 * Likely readings of a reply that was decoded as Latin-1 because nobody named its encoding (nodemailer before 10 does so with everything),
 * the likeliest first and the text itself last. Western words have single accented letters; only other scripts have runs of them.
 */
export const decodeUndeclared = (text: string): string[] => {
  const high = text.replace(/[\u0000-\u007f]/g, '');
  if (high === '' || /[^\u0080-\u00ff]/.test(high)) return [text];
  const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
  const utf8 = decode(bytes, 'utf-8');
  if (utf8 !== undefined) return [utf8, text];
  if (!/[\u0080-\u00ff]{4}/.test(text)) return [text];
  return [...silentEncodings.flatMap((encoding) => decode(bytes, encoding) ?? []), text];
};

const decode = (bytes: Uint8Array, encoding: string): string | undefined => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
};
