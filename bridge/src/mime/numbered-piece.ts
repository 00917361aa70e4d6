import { decodePiece } from './decode-piece.ts';

/** Lengths in bytes as they are transferred: how far apart pieces begin, and how far behind that the next line is looked for. */
interface PieceGrid {
  step: number;
  /** More than a line has (RFC 5321 §4.5.3.1.6), and less than `step`. */
  margin: number;
}

/** A piece fits into one answer also where nothing of it is encoded. */
const pieceGrid: PieceGrid = { step: 512 * 1024, margin: 1024 };

export interface NumberedPiece {
  decoded: Buffer;
  /** Where it begins, in bytes as they are transferred. It belongs behind the piece before only where that one ended here. */
  from: number;
  /** Where it ends; null at the end of the part. */
  next: number | null;
}

/** What is encoded in lines is cut between them; everything else, and unknown encodings, anywhere. */
const hasLines = (encoding: string): boolean => encoding === 'base64' || encoding === 'quoted-printable';
const lineFeed = 0x0a;

/** Which bytes of a part have to be here for its piece of this number, counted from 0. */
export const rangeOfPiece = (piece: number, encoding: string, { step, margin } = pieceGrid): { offset: number; length: number } => {
  const start = piece * step;
  if (!hasLines(encoding)) return { offset: start, length: step };
  // The byte before says whether a line begins here.
  const offset = Math.max(0, start - 1);
  return { offset, length: start + step + margin - offset };
};

/**
 * Decodes one piece of a part by its number, with nothing known of the others, so that several can be under way: it goes from the first line
 * that begins at `piece * step` or behind to the first that begins a step later. Where lines are not whole groups of base64, or longer than
 * the margin, pieces do not meet, which `from` and `next` say. `range` is what the server has of `rangeOfPiece`; a shorter one is the last.
 */
export const decodeNumberedPiece = (range: Buffer, piece: number, encoding: string, grid = pieceGrid): NumberedPiece => {
  const { offset, length } = rangeOfPiece(piece, encoding, grid);
  const isLast = range.length < length;
  const cut = (at: number): number => {
    if (!hasLines(encoding) || at === 0) return at - offset;
    const line = range.indexOf(lineFeed, at - 1 - offset) + 1;
    return line === 0 || line + offset > at + grid.margin ? at - offset : line;
  };
  const start = cut(piece * grid.step);
  const end = isLast ? range.length : cut((piece + 1) * grid.step);
  const { decoded, consumed, isEnd } = decodePiece(range.subarray(start, end), encoding, isLast);
  const from = offset + start;
  return { decoded, from, next: isEnd ? null : from + consumed };
};
