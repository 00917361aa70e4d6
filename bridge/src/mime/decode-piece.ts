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

/** What each byte is to base64: of its alphabet, a blank that Node's own decoder passes over, padding, or nothing. */
const [nothing, blankByte, alphabet, padding] = [0, 1, 2, 3];
const kindOfByte = new Uint8Array(256).fill(nothing);
for (const byte of Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/')) kindOfByte[byte] = alphabet;
for (const byte of Buffer.from(' \t\r\n')) kindOfByte[byte] = blankByte;
const equals = 0x3d;
kindOfByte[equals] = padding;

/** Lines may break anywhere, and what is not of the alphabet is passed over (RFC 2045 §6.8); padding ends the data. */
const decodeBase64 = (bytes: Buffer, isLast: boolean): DecodedPiece => {
  let count = 0;
  let end = 0;
  let isPlain = true;
  let length = bytes.length;
  for (let at = 0; at < length; at++) {
    const kind = kindOfByte[bytes[at]!];
    if (kind === alphabet) count++;
    else if (kind === nothing) isPlain = false;
    else if (kind === padding) length = at;
    if ((count & 3) === 0) end = at + 1;
  }
  const isEnd = isLast || length < bytes.length;
  // A piece with nothing whole in it is taken as it is, or there would be no end.
  const isTaken = isEnd || end === 0;
  const taken = bytes.toString('latin1', 0, isTaken ? length : end);
  const decoded = Buffer.from(isPlain ? taken : taken.replace(/[^A-Za-z0-9+/]+/g, ''), 'base64');
  return { decoded, consumed: isTaken ? bytes.length : end, isEnd };
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
