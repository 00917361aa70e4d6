/**
 * Text of a remote source as one line that can be shown: no control characters, nothing that turns the direction of writing, cut to
 * `maxLength`.
 */
export const toLine = (text: string, maxLength: number): string =>
  text
    .replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
    .slice(0, maxLength);
