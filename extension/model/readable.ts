/**
 * A server's words as they may stand on the screen: characters that reorder or hide text are shown by their code point,
 * so that a banner cannot pretend to be something else.
 */
export const readable = (text: string): string =>
  text.replace(
    /(?![\n\t])[\p{Cc}\p{Cf}]/gu,
    (character) => `\u2039${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}\u203a`,
  );
