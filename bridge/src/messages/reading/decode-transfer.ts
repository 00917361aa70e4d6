import { decodePiece } from '../../mime/decode-piece.ts';
import { readEncoding } from '../../mime/transfer-encoding.ts';
import { countUtf8 } from '../../mime/utf8-facts.ts';

/**
 * Undoes a part's transfer encoding (RFC 2045 §6) where the bytes are in it: text that is called base64 and is none stays as it is, an
 * encoding that nobody knows is the one that the bytes look like, and what a mailing list wrote below the encoded text stays. Linear.
 */
export const decodeTransfer = (bytes: Buffer, name: string): Buffer => {
  const encoding = readEncoding(name);
  if (encoding === 'quoted-printable') return decodePiece(bytes, 'quoted-printable', true).decoded;
  if (encoding === 'base64') return isPlainText(bytes.subarray(0, endOfPadding(bytes))) ? bytes : decodeSegments(bytes);
  return encoding === 'unknown' && looksEncoded(bytes) ? decodeTransfer(bytes, looksEncoded(bytes)!) : bytes;
};

const sampleBytes = 4096;
const sampleOf = (bytes: Buffer): string => bytes.toString('latin1', 0, sampleBytes);

/** More than a few characters are of no alphabet of base64, blanks within lines among them. */
const isPlainText = (bytes: Buffer): boolean => {
  const sample = sampleOf(bytes).trim();
  return (sample.match(/[^\w+/=\r\n-]/g)?.length ?? 0) * 20 > sample.length;
};

/** Behind the first padding; without any, the end. */
const endOfPadding = (bytes: Buffer): number => {
  let end = bytes.indexOf('=');
  if (end === -1) return bytes.length;
  while (bytes[end] === 0x3d) end++;
  return end;
};

const mostSegments = 20;

/** Padding ends the data: what follows is encoded anew, or was added on the way as it is. */
const decodeSegments = (bytes: Buffer): Buffer => {
  const decoded: Buffer[] = [];
  let rest = bytes;
  for (let count = 0; count < mostSegments; count++) {
    const end = endOfPadding(rest);
    decoded.push(decodePiece(rest.subarray(0, end), 'base64', true).decoded);
    rest = rest.subarray(end);
    if (rest.length === 0 || /^\s*$/.test(rest.toString('latin1', 0, sampleBytes))) break;
    if (isPlainText(rest)) {
      decoded.push(rest);
      break;
    }
  }
  return Buffer.concat(decoded);
};

/** The encoding that bytes are in though nothing says so; null: none. */
export const looksEncoded = (bytes: Buffer): 'base64' | 'quoted-printable' | null => {
  const sample = sampleOf(bytes);
  const letters = sample.replace(/[\r\n]/g, '');
  const isWhole = sample.length < sampleBytes;
  if (letters.length >= 16 && /^[A-Za-z0-9+/]+={0,2}$/.test(letters) && (!isWhole || letters.length % 4 === 0) && readsAsText(letters))
    return 'base64';
  const codes = sample.match(/=[0-9A-F]{2}/g)?.length ?? 0;
  return (codes >= 2 || /[^\s\w=]=20\r?\n/.test(sample)) &&
    (/=[89A-F][0-9A-F]/.test(sample) || /=(?:20|3D|09)/.test(sample)) &&
    !/=(?![0-9A-F]{2}|[ \t]*\r?\n|[ \t]*$)/.test(sample)
    ? 'quoted-printable'
    : null;
};

/** Letters alone may be a word; what they encode is text, or they are none of it. Few of them have to be UTF-8 as well. */
const readsAsText = (letters: string): boolean => {
  const decoded = Buffer.from(letters.slice(0, letters.length - (letters.length % 4)), 'base64');
  const controls = decoded.filter((byte) => byte < 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09).length;
  return controls * 50 <= decoded.length && (letters.length >= 60 || countUtf8(decoded).broken === 0);
};
