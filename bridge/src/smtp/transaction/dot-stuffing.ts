const lineFeed = 0x0a;
const dot = Buffer.from('.');
const lineFeedDot = Buffer.from('\n.');

/**
 * Doubles every dot that begins a line (RFC 5321 §4.5.2), for content that comes in pieces. Content has CRLF line ends
 * only; a piece without such a dot is passed on as it is, uncopied.
 */
export const createDotStuffer = (): ((piece: Buffer) => Buffer) => {
  let atLineStart = true;
  return (piece) => {
    if (piece.length === 0) return piece;
    const parts: Buffer[] = atLineStart && piece[0] === dot[0] ? [dot] : [];
    atLineStart = piece.at(-1) === lineFeed;
    let from = 0;
    for (let found = piece.indexOf(lineFeedDot); found >= 0; found = piece.indexOf(lineFeedDot, found + 2)) {
      parts.push(piece.subarray(from, found + 1), dot);
      from = found + 1;
    }
    return parts.length === 0 ? piece : Buffer.concat([...parts, piece.subarray(from)]);
  };
};
