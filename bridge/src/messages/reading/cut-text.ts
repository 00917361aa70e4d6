/** What one call carries of a text, in bytes of JSON, and what a page lays out, in characters and lines. */
const most = { bytes: 600_000, characters: 390_000, lines: 20_000 };

/** The text as far as it can be shown, cut between characters; `used`: so many of them are gone already. Linear. */
export const cutText = (text: string, { used = 0, lines: mostLines = most.lines } = {}): { text: string; isCut: boolean } => {
  let end = Math.max(0, Math.min(text.length, most.characters - used));
  let lines = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) {
    lines++;
    if (lines > mostLines) end = at;
  }
  while (Buffer.byteLength(JSON.stringify(text.slice(0, end))) > most.bytes) end = Math.floor(end * 0.9);
  if (end < text.length && isLowHalf(text.charCodeAt(end))) end--;
  return { text: text.slice(0, end), isCut: end < text.length };
};

const isLowHalf = (unit: number): boolean => unit >= 0xdc00 && unit < 0xe000;
