import { expect, test } from 'vitest';
import { createRandom } from '../../../tests/sync/seeded-random.ts';
import { decodePiece } from './decode-piece.ts';

/** Decodes everything, a piece of at most `length` bytes at a time, as it is fetched. */
const decodeInPieces = (bytes: Buffer, encoding: string, length: number): Buffer => {
  const decoded: Buffer[] = [];
  for (let offset = 0, isEnd = false; !isEnd;) {
    const piece = bytes.subarray(offset, offset + length);
    const found = decodePiece(piece, encoding, piece.length < length);
    if (!found.isEnd) expect(found.consumed).toBeGreaterThan(0);
    decoded.push(found.decoded);
    offset += found.consumed;
    isEnd = found.isEnd;
  }
  return Buffer.concat(decoded);
};

const all = Buffer.from(Array.from({ length: 256 }, (_, i) => i));
const base64 = all.toString('base64');
const lines = (width: number, end = '\r\n'): string => base64.match(new RegExp(`.{1,${width}}`, 'g'))!.join(end);

test.each<[string, string, string, Buffer | string]>([
  ['base64, lines of 76', 'base64', lines(76), all],
  ['base64, lines of 5', 'base64', lines(5), all],
  ['base64, lines of 61 with LF', 'base64', `${lines(61, '\n')}\n`, all],
  ['base64, one line', 'base64', base64, all],
  ['base64, blanks and rubbish within', 'base64', `  ${lines(7, ' \t\r\n-*-\r\n ')}`, all],
  ['base64 without padding', 'base64', base64.replace(/=+$/, ''), all],
  ['base64 with a footer after its padding', 'base64', 'SGVsbG8=\r\n-- \r\nTo unsubscribe, write', 'Hello'],
  ['base64 that is none', 'base64', '*** - ***', ''],
  ['base64, empty', 'base64', '', ''],
  ['quoted-printable', 'quoted-printable', 'a=3Db=e4=FC=\r\nc\r\nd', Buffer.from('a=b\xe4\xfcc\r\nd', 'latin1')],
  ['quoted-printable, blanks at the end of lines', 'quoted-printable', 'a \t\r\nb= \t\r\nc =20\r\n \r\nd  ', 'a\r\nbc  \r\n\r\nd'],
  ['quoted-printable, blanks before a line that goes on', 'quoted-printable', 'a  =\r\nb', 'a  b'],
  ['quoted-printable, what is no code', 'quoted-printable', 'a=ZZ == =4', 'a=ZZ == =4'],
  ['quoted-printable, LF only', 'quoted-printable', 'a=\nb\nc=', 'ab\nc'],
  ['quoted-printable, a carriage return alone', 'quoted-printable', 'a\rb =\rc\r\n', 'a\rb =\rc\r\n'],
  ['8bit', '8bit', 'Gr\xc3\xbc\xc3\x9fe\r\n \r\n', 'Gr\xc3\xbc\xc3\x9fe\r\n \r\n'],
  ['unknown', 'x-uuencode', 'begin 644 a  \r\n', 'begin 644 a  \r\n'],
])('%s: the same, however it is cut', (_, encoding, encoded, expected) => {
  const bytes = Buffer.from(encoded, 'latin1');
  const wanted = Buffer.isBuffer(expected) ? expected : Buffer.from(expected, 'latin1');
  expect(decodePiece(bytes, encoding, true).decoded).toEqual(wanted);
  // A piece has to hold the longest unit: four characters and what stands between them, or a line break with its blanks.
  for (let length = 40; length <= bytes.length + 1; length++) expect(decodeInPieces(bytes, encoding, length), `${length}`).toEqual(wanted);
});

test('quoted-printable without a line break is cut only where nothing is in the making', () => {
  const line = Buffer.from(`${'x=E4 '.repeat(100)}y`);
  const wanted = Buffer.from(`${'x\xe4 '.repeat(100)}y`, 'latin1');
  for (let length = 8; length <= 40; length++) expect(decodeInPieces(line, 'quoted-printable', length), `${length}`).toEqual(wanted);
});

test('half a mebibyte of blanks is done before the test has to end', { timeout: 5_000 }, () => {
  for (const [text, isLast] of [
    [' '.repeat(512 * 1024), false],
    [`${'= '.repeat(256 * 1024)}x`, true],
    [`=${' '.repeat(512 * 1024)}x`, true],
  ] as const)
    expect(decodePiece(Buffer.from(text), 'quoted-printable', isLast).consumed).toBe(text.length);
});

test('whatever stands between the characters of base64, they are decoded as if it did not', () => {
  const seed = Number(process.env['KURRIER_SEED'] ?? 19);
  const random = createRandom(seed);
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  for (let round = 0; round < 500; round++) {
    const between = random.pick([['\r\n'], ['\n', ' ', '\t'], ['-', '_', '\xff', '\0', '\f', '\r\n', '*']]);
    const parts = Array.from({ length: random.int(0, 60) }, () =>
      random.int(0, 3) === 0 ? random.pick(between) : alphabet[random.int(0, 63)]!,
    );
    const characters = parts.filter((part) => alphabet.includes(part)).join('');
    const padded = random.pick(['', '=', '==\r\n', '=footer']);
    const { decoded, consumed, isEnd } = decodePiece(Buffer.from(parts.join('') + padded, 'latin1'), 'base64', true);
    expect([decoded.toString('hex'), consumed, isEnd], `seed ${seed}, ${JSON.stringify(parts.join('') + padded)}`).toEqual([
      Buffer.from(characters, 'base64').toString('hex'),
      parts.join('').length + padded.length,
      true,
    ]);
  }
});
