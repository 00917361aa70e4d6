import { expect, test } from 'vitest';
import { pictureTypeOf } from './picture-type.ts';

test.each<[type: string | null, bytes: string]>([
  ['image/png', '\x89PNG\r\n\x1a\n....'],
  ['image/jpeg', '\xff\xd8\xff\xe0'],
  ['image/gif', 'GIF89a'],
  ['image/webp', 'RIFF\x10\0\0\0WEBPVP8 '],
  ['image/avif', '\0\0\0\x20ftypavif'],
  ['image/bmp', 'BM\x10\0\0\0\0\0\0\0'],
  [null, '<svg xmlns="http://www.w3.org/2000/svg"/>'],
  [null, '<?xml version="1.0"?><svg/>'],
  [null, '<!doctype html>GIF89a'],
  [null, ' GIF89a'],
  [null, 'BMW is a make of car'],
  [null, ''],
])('%s: %j', (type, bytes) => {
  expect(pictureTypeOf(bytes)).toBe(type);
});
