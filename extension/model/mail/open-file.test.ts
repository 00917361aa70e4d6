import { expect, test } from 'vitest';
import { mayOpen, openedTypeOf } from './open-file.ts';

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

test.each<[string, string, string | null]>([
  ['application/pdf', '%PDF-1.7\n', 'application/pdf'],
  ['image/png', '\x89PNG\r\n\x1a\n', 'image/png'],
  ['image/png', '\xff\xd8\xff\xe0', 'image/jpeg'],
  ['application/pdf', '<html><script>alert(1)</script>', null],
  ['image/png', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', null],
  ['text/plain', 'Hello', 'text/plain;charset=utf-8'],
  // Shown as the letters that it is made of: the type is text, and sniffing does not make a page of it.
  ['text/plain', '<script>alert(1)</script>', 'text/plain;charset=utf-8'],
  ['text/plain', 'MZ\x90\0\x03', null],
  ['text/html', '<p>Hello', null],
  ['application/octet-stream', 'Hello', null],
])('%s: %j', (claimed, content, type) => {
  expect(openedTypeOf(bytes(content), claimed)).toBe(type);
});

test('only pictures, PDF and text are offered', () => {
  expect(['application/pdf', 'image/webp', 'text/plain'].every(mayOpen)).toBe(true);
  expect(['image/svg+xml', 'text/html', 'application/xhtml+xml', 'text/xml', 'application/zip', ''].some(mayOpen)).toBe(false);
});
