import { expect, test } from 'vitest';
import { decompressRtf } from './compressed-rtf.ts';
import { readRtf } from './rtf-text.ts';

const read = (rtf: string) => readRtf(Buffer.from(rtf, 'latin1'));
const plain = (rtf: string) => read(`{\\rtf1\\ansi\\ansicpg1252 ${rtf}}`)?.text;

test.each([
  ['paragraphs', 'one\\par\r\ntwo\\line three', 'one\ntwo\nthree'],
  ['formatting', '{\\b bold} and {\\i\\cf1 italic}\\plain .', 'bold and italic.'],
  ['braces and backslashes', 'a \\{b\\} \\\\', 'a {b} \\'],
  ['bytes of the code page', "Gr\\'fc\\'dfe", 'Grüße'],
  ['Unicode, with what stands for it', "\\u8364? and \\uc2\\u20250\\'3f\\'3f\\uc0\\u-10179\\u-8704 .", '€ and 会😀.'],
  ['signs', '\\ldblquote so\\rdblquote\\~\\endash\\tab x', '“so”\u00A0–\tx'],
  ['groups about the text', '{\\fonttbl{\\f0 Arial;}}{\\colortbl;}{\\*\\generator Word;}{\\info{\\title secret}}{\\pict 0102}text', 'text'],
  ['data that is no RTF', 'a\\bin4 }{\\}b', 'ab'],
  ['a cell and a row', 'a\\cell b\\row c', 'a\tb\nc'],
])('plain: %s', (_, rtf, text) => {
  expect(plain(rtf)).toBe(text);
});

test.each([
  [128, '\x93\xfa\x96\x7b', '日本'],
  [204, '\xcf\xf0\xe8\xe2\xe5\xf2', 'Привет'],
  [238, 'P\xf8\xedli\x9a', 'Příliš'],
  [0, 'Gr\xfc\xdfe', 'Grüße'],
])('a font of charset %i says how its bytes are read', (charset, bytes, text) => {
  const codes = Array.from(bytes, (byte) => `\\'${byte.charCodeAt(0).toString(16)}`).join('');
  expect(plain(`{\\fonttbl{\\f0\\fcharset0 A;}{\\f1\\fcharset${charset} B;}}{\\f1 ${codes}} \\f0 x`)).toBe(`${text} x`);
});

test('HTML that it was made from comes out as it was, and what stands for it does not', () => {
  const rtf = String.raw`{\rtf1\ansi\ansicpg1251\fromhtml1 \deff0{\fonttbl{\f0 Arial;}}{\*\htmltag64 <p class="a\'22>}\htmlrtf {\b \htmlrtf0 \'cf\'f0\'e8\'e2\'e5\'f2 \htmlrtf }\htmlrtf0 {\*\mhtmltag84 <a>}{\*\htmltag84 &nbsp;}\par {\*\htmltag72 </p>\par}}`;
  expect(read(rtf)).toEqual({ form: 'html', text: '<p class="a">Привет &nbsp;\n</p>\n' });
});

test.each(['', '{\\rt', 'text', '{\\urtf1 x}'])('%j is none', (rtf) => {
  expect(read(rtf)).toBeNull();
});

test.each([
  '{\\rtf1 a{{{',
  '{\\rtf1 a}}}}b',
  "{\\rtf1 a\\'",
  '{\\rtf1 a\\',
  `{\\rtf1 a${'{'.repeat(2_000)}b`,
  '{\\rtf1 a\\u',
  '{\\rtf1 a\\bin99999999 b',
])('cut off or nested without end, %#: what there is is read', (rtf) => {
  expect(read(rtf)?.text).toMatch(/^a/);
});

const packed = (kind: string, size: number, data: Buffer): Buffer => {
  const header = Buffer.alloc(16);
  header.writeUInt32LE(data.length + 12, 0);
  header.writeUInt32LE(size, 4);
  header.write(kind, 8, 'latin1');
  return Buffer.concat([header, data]);
};

/** The examples of MS-OXRTFCP §4.1. */
test.each([
  [
    '2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0',
    '{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n',
  ],
  ['1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0', '{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}'],
])('compressed text %#', (hex, text) => {
  expect(decompressRtf(Buffer.from(hex.replaceAll(' ', ''), 'hex'))?.toString('latin1')).toBe(text);
});

test('what is not compressed, cut off, or claims more than there is', () => {
  expect(decompressRtf(packed('MELA', 5, Buffer.from('{\\rtf1}')))?.toString()).toBe('{\\rtf');
  expect(decompressRtf(packed('LZFu', 2 ** 32 - 1, Buffer.from([0, 0x61, 0x62])))?.toString()).toBe('ab');
  expect(decompressRtf(packed('LZFu', 100, Buffer.from([1, 0x61])))?.toString()).toBe('');
  expect(decompressRtf(packed('LZFu', 3, Buffer.alloc(64)))?.length).toBe(3);
  expect(decompressRtf(packed('what', 100, Buffer.alloc(64)))).toBeNull();
  expect(decompressRtf(Buffer.alloc(3))).toBeNull();
});
