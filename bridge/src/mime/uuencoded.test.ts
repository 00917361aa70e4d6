import { expect, test } from 'vitest';
import { splitUuencoded } from './uuencoded.ts';

const encodeLine = (bytes: Buffer): string => {
  const char = (value: number) => String.fromCharCode(value === 0 ? 96 : value + 32);
  const padded = Buffer.concat([bytes, Buffer.alloc((3 - (bytes.length % 3)) % 3)]);
  let line = char(bytes.length);
  for (let at = 0; at < padded.length; at += 3) for (const shift of [18, 12, 6, 0]) line += char((padded.readUIntBE(at, 3) >> shift) & 63);
  return line;
};
const lines = (data: Buffer): string[] =>
  Array.from({ length: Math.ceil(data.length / 45) }, (_, at) => encodeLine(data.subarray(at * 45, at * 45 + 45)));
const encode = (name: string, data: Buffer): string => ['begin 644 ' + name, ...lines(data), '`', 'end', ''].join('\n');

const bytes = Buffer.from(Array.from({ length: 1_000 }, (_, at) => (at * 7) % 256));

test.each([
  ['a known file', 'begin 644 cat.txt\n#0V%T\n`\nend\n', 'cat.txt', Buffer.from('Cat')],
  ['many lines', encode('photo of us.jpg', bytes), 'photo of us.jpg', bytes],
  ['CRLF', encode('a.bin', bytes).replaceAll('\n', '\r\n'), 'a.bin', bytes],
  ['blanks for zeros, lost at the ends', encode('a.bin', Buffer.alloc(100)).replaceAll('`', ' ').replace(/ +$/gm, ''), 'a.bin', null],
  ['a checksum on each line', encode('a.bin', bytes).replace(/^M.*$/gm, '$&A'), 'a.bin', bytes],
  ['four digits', encode('a', bytes).replace('644', '0644'), 'a', bytes],
])('%s is taken out, and the text stays', (_, file, name, data) => {
  const { text, files } = splitUuencoded(`Hello\n\n${file}Bye\n`);
  expect(files.map((each) => each.name)).toEqual([name]);
  if (data) expect(files[0]!.data.equals(data)).toBe(true);
  expect(text.replaceAll('\r', '')).toContain('Hello\n\n');
  expect(text).toContain('Bye\n');
  expect(text).not.toContain('begin ');
});

test('several follow each other, and one that is cut off is there as far as it goes', () => {
  const cut = encode('b', bytes).split('\n').slice(0, 5).join('\n');
  const { text, files } = splitUuencoded(`${encode('a', Buffer.from('a'))}between\n${cut}`);
  expect(files.map(({ name, data }) => [name, data.length])).toEqual([
    ['a', 1],
    ['b', 180],
  ]);
  expect(text).toBe('between');
});

test.each([
  'begin 644 work on it tomorrow\nand tell me\nend\n',
  'begin 644 a\nend\n',
  'We begin 644 a\n#0V%T\n',
  'begin 9999 a\n#0V%T\n',
  'begin 644 a\n#0v%t\n',
  'begin 644 a\nSHOUTING ALL THE LINE LONG, WITH MORE LETTERS THAN IT MAY HAVE\n',
  'begin 644 a\nMEETING AT NOON\nLUNCH\n',
  '> begin 644 a\n> #0V%T\n> `\n> end\n',
  '',
])('%j is text', (text) => {
  expect(splitUuencoded(text)).toEqual({ text, files: [] });
});
