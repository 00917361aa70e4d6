/** Bytes that came as the characters U+0000 to U+00FF, read as UTF-8; what is none stands as replacement characters. */
export const sourceText = (bytes: string): string =>
  new TextDecoder().decode(Uint8Array.from(bytes, (character) => character.charCodeAt(0)));
