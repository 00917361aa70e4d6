/** What one call carries of a text, in bytes of JSON, and what a page lays out, in characters and lines. */
const most = { bytes: 600_000, characters: 390_000, lines: 20_000 };

/** The text as far as it can be shown, cut between characters. Linear. */
export const cutText = (text: string): { text: string; isCut: boolean } => {
  let end = Math.min(text.length, most.characters);
  let lines = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) {
    lines++;
    if (lines > most.lines) end = at;
  }
  while (Buffer.byteLength(JSON.stringify(text.slice(0, end))) > most.bytes) end = Math.floor(end * 0.9);
  if (end < text.length && isLowHalf(text.charCodeAt(end))) end--;
  return { text: text.slice(0, end), isCut: end < text.length };
};

const isLowHalf = (unit: number): boolean => unit >= 0xdc00 && unit < 0xe000;
