/** Pictures as their first bytes show them. No SVG: it is a document, and can ask for others. */
const kinds: readonly [type: string, start: RegExp][] = [
  ['image/png', /^\x89PNG\r\n\x1a\n/],
  ['image/jpeg', /^\xff\xd8\xff/],
  ['image/gif', /^GIF8[79]a/],
  ['image/webp', /^RIFF[^]{4}WEBP/],
  ['image/avif', /^[^]{4}ftyp(?:avif|avis|mif1)/],
  ['image/bmp', /^BM[^]{4}\0{4}/],
];

/** What kind of picture begins with these bytes (as U+0000 to U+00FF), whatever anybody calls it; null: none that is shown. */
export const pictureTypeOf = (start: string): string | null => kinds.find(([, pattern]) => pattern.test(start))?.[0] ?? null;
