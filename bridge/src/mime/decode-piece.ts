import { decode as decodeQuotedPrintable } from 'libqp';

/** What could be decoded of a piece, and how many of its bytes that took: the next piece starts there. */
export interface DecodedPiece {
  decoded: Buffer;
  consumed: number;
  /** The encoding says that nothing follows. */
  isEnd: boolean;
}

/**
 * Decodes a piece of a part that is fetched piece by piece, with nothing carried over from the one before (RFC 2045 §6): it ends where the
 * encoding can be taken up again, and always takes at least a byte. Encodings that are not known are none.
 */
export const decodePiece = (bytes: Buffer, encoding: string, isLast: boolean): DecodedPiece => {
  if (encoding === 'base64') return decodeBase64(bytes, isLast);
  if (encoding !== 'quoted-printable') return { decoded: bytes, consumed: bytes.length, isEnd: isLast };
  const consumed = isLast ? bytes.length : endOfQuotable(bytes);
  // Blanks at the end of a line were added on the way (RFC 2045 §6.7); what is no code stays.
  return { decoded: decodeQuotedPrintable(bytes.subarray(0, consumed)), consumed, isEnd: isLast };
};

const isBase64 = (byte: number): boolean =>
  (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x30 && byte <= 0x39) || byte === 0x2b || byte === 0x2f;
const equals = 0x3d;

/** Lines may break anywhere, and what is not of the alphabet is passed over (RFC 2045 §6.8); padding ends the data. */
const decodeBase64 = (bytes: Buffer, isLast: boolean): DecodedPiece => {
  const characters = Buffer.alloc(bytes.length);
  let count = 0;
  let [whole, end] = [0, 0];
  let isPadded = false;
  for (let at = 0; at < bytes.length && !isPadded; at++) {
    const byte = bytes[at]!;
    if (isBase64(byte)) characters[count++] = byte;
    isPadded = byte === equals;
    if (count % 4 === 0) [whole, end] = [count, at + 1];
  }
  const isEnd = isLast || isPadded;
  // A piece with nothing whole in it is taken as it is, or there would be no end.
  const isTaken = isEnd || end === 0;
  const taken = characters.toString('latin1', 0, isTaken ? count : whole);
  return { decoded: Buffer.from(taken, 'base64'), consumed: isTaken ? bytes.length : end, isEnd };
};

const [lineFeed, carriageReturn, space, tab] = [0x0a, 0x0d, 0x20, 0x09];
const isBlank = (byte: number | undefined): boolean => byte === space || byte === tab;

/** After a line; within a line that is longer than a piece, before what may belong to what follows. */
const endOfQuotable = (bytes: Buffer): number => {
  const line = bytes.lastIndexOf(lineFeed) + 1;
  if (line > 0) return line;
  let end = bytes.length;
  while (isBlank(bytes[end - 1]) || bytes[end - 1] === carriageReturn) end--;
  if (bytes[end - 1] === equals) end -= 1;
  else if (bytes[end - 2] === equals) end -= 2;
  while (isBlank(bytes[end - 1])) end--;
  return end > 0 ? end : bytes.length;
};
