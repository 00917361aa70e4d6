import { expect, test } from 'vitest';
import { readTnef } from './tnef.ts';
import { fileOf, tnefOf, attributeOf, unicode, properties } from '../../../../tests/sync/write-tnef.ts';

const data = Buffer.from(Array.from({ length: 300 }, (_, at) => at % 256));

test('files come out byte by byte, by their long names', () => {
  const bytes = tnefOf(
    attributeOf(0x00069007, Buffer.from([0xe3, 0x04, 0, 0])),
    attributeOf(0x0002800c, Buffer.from('Hello\0')),
    ...fileOf('REPORT~1.PDF', data, properties([0x3707, 0x1f, unicode('Größe der Pläne.pdf')], [0x370e, 0x1f, unicode('application/PDF')])),
    ...fileOf('\xcf\xeb\xe0\xed.txt', Buffer.from('x')),
    ...fileOf('', Buffer.alloc(0), properties([0x3001, 0x1f, unicode('picture')], [0x3701, 0x102, data])),
  );
  const read = readTnef(bytes)!;
  expect(read.files.map(({ name, type }) => [name, type])).toEqual([
    ['Größe der Pläne.pdf', 'application/pdf'],
    ['План.txt', ''],
    ['picture', ''],
  ]);
  expect(read.files.map((file) => file.data)).toEqual([data, Buffer.from('x'), data]);
  expect(read.text!.toString()).toBe('Hello');
});

test('the text that went in there is found, whatever it is kept as', () => {
  expect(readTnef(tnefOf(attributeOf(0x00069003, properties([0x1000, 0x1f, unicode('Grüße')]))))!.text!.toString()).toBe('Grüße');
  expect(readTnef(tnefOf(attributeOf(0x00069003, properties([0x1013, 0x102, Buffer.from('<p>hi')]))))!.html!.toString()).toBe('<p>hi');
});

test('named and repeated properties before those that are wanted are passed over', () => {
  const name = Buffer.concat([Buffer.alloc(16), Buffer.from([1, 0, 0, 0, 8, 0, 0, 0]), unicode('abc')]);
  const value = Buffer.concat([Buffer.from([1, 0, 0, 0, 6, 0, 0, 0]), unicode('xy'), Buffer.alloc(2)]);
  const named = Buffer.concat([Buffer.from([0x1f, 0, 0x01, 0x80]), name, value]);
  const several = Buffer.concat([Buffer.from([0x03, 0x10, 0x02, 0x0e, 2, 0, 0, 0]), Buffer.alloc(8)]);
  const wanted = properties([0x3707, 0x1f, unicode('a.txt')]).subarray(4);
  const all = Buffer.concat([Buffer.from([3, 0, 0, 0]), named, several, wanted]);
  expect(readTnef(tnefOf(...fileOf('', data, all)))!.files[0]!.name).toBe('a.txt');
});

test('what is none is null, and whatever is cut or wrong ends where it is', () => {
  for (const none of ['', 'hello', '\x78\x9f\x3e']) expect(readTnef(Buffer.from(none, 'latin1'))).toBeNull();
  const bytes = tnefOf(...fileOf('a.bin', data, properties([0x3707, 0x1f, unicode('long name.bin')])));
  for (let length = 6; length < bytes.length; length++) expect(readTnef(bytes.subarray(0, length))!.files.length).toBeLessThanOrEqual(1);
  for (let at = 6; at < bytes.length; at++) {
    const broken = Buffer.from(bytes);
    broken[at] = broken[at]! ^ 0xff;
    expect(() => readTnef(broken)).not.toThrow();
  }
});
