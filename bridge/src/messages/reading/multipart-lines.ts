const longestBoundary = 200;
const [lineFeed, dash] = [0x0a, 0x2d];

/** The lines of a body that begin with `--`: where each starts and ends, and what stands in it. */
const dashLines = function* (body: Buffer): Generator<{ start: number; end: number; text: string }> {
  for (let start = 0; start < body.length;) {
    const found = body.indexOf(lineFeed, start);
    const end = found === -1 ? body.length : found + 1;
    if (body[start] === dash && body[start + 1] === dash && end - start < longestBoundary) {
      yield { start, end, text: body.toString('latin1', start + 2, end).trimEnd() };
    }
    start = end;
  }
};

/**
 * What stands between the parts of a multipart body: the boundary that it announces if it is there, else the first line that parts follow;
 * null: none.
 */
export const findBoundary = (body: Buffer, announced: string | undefined): string | null => {
  let guessed: string | null = null;
  const wanted = announced?.trimEnd();
  for (const { end, text } of dashLines(body)) {
    if (wanted && (text === wanted || text === `${wanted}--`)) return wanted;
    guessed ??= text !== '' && /^\s{0,4}content-[a-z-]{1,40}\s{0,4}:/i.test(body.toString('latin1', end, end + 80)) ? text : null;
  }
  return guessed;
};

/** The parts between the lines with this boundary; without an end the last one goes as far as there is anything (RFC 2046 §5.1.1). */
export const splitAt = (body: Buffer, boundary: string): Buffer[] => {
  const parts: Buffer[] = [];
  let from = -1;
  for (const { start, end, text } of dashLines(body)) {
    const isLast = text === `${boundary}--`;
    if (text !== boundary && !isLast) continue;
    if (from !== -1) parts.push(withoutBreak(body.subarray(from, start)));
    from = isLast ? -1 : end;
  }
  if (from !== -1) parts.push(body.subarray(from));
  return parts;
};

/** The line break before a boundary belongs to the boundary. */
const withoutBreak = (part: Buffer): Buffer => {
  if (part.at(-1) !== lineFeed) return part;
  return part.subarray(0, part.at(-2) === 0x0d ? -2 : -1);
};
