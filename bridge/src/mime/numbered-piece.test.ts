import { expect, test } from 'vitest';
import { decodePiece } from './decode-piece.ts';
import { decodeNumberedPiece, rangeOfPiece } from './numbered-piece.ts';

const grid = { step: 300, margin: 100 };

/** What each piece is, asked for in any order, put together for as long as each begins where the one before ended. */
const readByNumber = (part: Buffer, encoding: string): { decoded: Buffer; left: number | null } => {
  const count = Math.ceil(part.length / grid.step) + 1;
  const pieces = Array.from({ length: count }, (_, at) => {
    const piece = count - 1 - at;
    const { offset, length } = rangeOfPiece(piece, encoding, grid);
    return decodeNumberedPiece(part.subarray(offset, offset + length), piece, encoding, grid);
  }).reverse();
  const decoded: Buffer[] = [];
  let left: number | null = 0;
  for (const piece of pieces) {
    if (left === null || piece.from !== left) break;
    decoded.push(piece.decoded);
    left = piece.next;
  }
  return { decoded: Buffer.concat(decoded), left };
};

/** The rest, from where numbers did not lead on, as it is read by places. */
const readOn = (part: Buffer, encoding: string, from: number | null): Buffer => {
  const decoded: Buffer[] = [];
  for (let left = from; left !== null;) {
    const range: Buffer = part.subarray(left, left + 400);
    const { decoded: piece, consumed, isEnd } = decodePiece(range, encoding, range.length < 400);
    decoded.push(piece);
    left = isEnd ? null : left + consumed;
  }
  return Buffer.concat(decoded);
};

const content = Buffer.from(Array.from({ length: 3001 }, (_, at) => (at * at * 31 + at) % 256));
const inLines = (width: number, end = '\r\n') =>
  content
    .toString('base64')
    .match(new RegExp(`.{1,${width}}`, 'g'))!
    .join(end);
const quoted = (width: number) => {
  const codes = [...content].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`);
  return codes.map((code, at) => (at % width === width - 1 ? `${code}=\r\n` : code)).join('');
};
const words = Array.from({ length: 300 }, (_, at) => `${'word '.repeat(at % 9)}=\r\n${at} \t\r\n`).join('');

/** Whether pieces meet to the end; where they do not, what follows is read by places. */
const rows: [string, string, string | Buffer, boolean][] = [
  ['base64, lines of 76', 'base64', inLines(76), true],
  ['base64, lines of 64 with LF', 'base64', `${inLines(64, '\n')}\n`, true],
  ['base64, lines of 4', 'base64', inLines(4), true],
  ['base64, one line', 'base64', inLines(100_000), true],
  ['base64, lines longer than the margin', 'base64', inLines(240), false],
  ['base64, lines of 61', 'base64', inLines(61), false],
  ['base64, lines of 75 behind lines of 76', 'base64', inLines(76).slice(0, 780) + inLines(75), false],
  ['base64, blanks at the end of lines', 'base64', inLines(72, ' \t\r\n'), true],
  ['base64, rubbish in the middle', 'base64', inLines(76).replace(/(.{700})/s, '$1*-*\r\n'), true],
  ['base64 that is padded in the middle', 'base64', `${inLines(76).slice(0, 1500)}=\r\n-- \r\n${'footer '.repeat(200)}`, true],
  ['base64 that is none', 'base64', '*** - ***\r\n'.repeat(200), true],
  ['quoted-printable, short lines', 'quoted-printable', quoted(24), true],
  ['quoted-printable, lines of all lengths', 'quoted-printable', words, true],
  ['quoted-printable, one line', 'quoted-printable', quoted(100_000), true],
  ['8bit', '8bit', Buffer.concat([content, Buffer.from('\r\n')]), true],
  ['binary, of whole pieces', 'binary', content.subarray(0, 1200), true],
  ['unknown', 'x-uuencode', 'begin 644 a  \r\n'.repeat(100), true],
  ['empty', 'base64', '', true],
];

test.each(rows)('%s: whole, in whichever order its pieces are asked for', (_, encoding, encoded, meets) => {
  const whole = Buffer.isBuffer(encoded) ? encoded : Buffer.from(encoded, 'latin1');
  for (let cut = 0; cut < 120; cut += 7) {
    const part = whole.subarray(0, Math.max(0, whole.length - cut));
    const { decoded, left } = readByNumber(part, encoding);
    if (cut === 0) expect(left === null, `ended at ${left} of ${part.length}`).toBe(meets);
    const all = Buffer.concat([decoded, readOn(part, encoding, left)]);
    expect(all.equals(decodePiece(part, encoding, true).decoded), `${cut} bytes cut off`).toBe(true);
  }
});

test('a piece is no more than a call carries, and asks for its own bytes with little around them', () => {
  for (const encoding of ['base64', 'quoted-printable', '7bit', 'binary'])
    for (const piece of [0, 1, 2, 1000]) {
      const { offset, length } = rangeOfPiece(piece, encoding);
      const { decoded, from, next } = decodeNumberedPiece(Buffer.alloc(length, 'AAA\n'), piece, encoding);
      expect(decoded.length).toBeLessThan(1024 * 1024 - 1024);
      expect([from >= offset, next! - from > length - 2048, length < 514 * 1024]).toEqual([true, true, true]);
    }
});
