import { expect, test } from 'vitest';
import { fail, succeed } from '@kurrier/shared/failure/outcome';
import { createFetchPicture, pictureTypeOf } from './fetch-picture.ts';

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
  expect(pictureTypeOf(Buffer.from(bytes, 'latin1'))).toBe(type);
});

test('what is no address of the web is not asked for, and of what comes only pictures are handed on', async () => {
  const asked: string[] = [];
  const fetchPicture = createFetchPicture(async (url) => {
    asked.push(url.href);
    if (url.pathname === '/gone') return fail('not-found');
    if (url.pathname === '/private') return fail('private-address');
    return succeed({ body: Buffer.from(url.pathname === '/gif' ? 'GIF89a' : '<svg/>') });
  });
  for (const url of ['file:///etc/passwd', 'ftp://a.example/x', 'javascript:1', 'data:image/gif;base64,R0lGODlh', '//a.example/x', ''])
    expect(await fetchPicture({ url })).toEqual({ refused: 'bad-address' });
  expect(asked).toEqual([]);
  expect(await fetchPicture({ url: 'http://a.example/gif' })).toEqual({ type: 'image/gif', base64: 'R0lGODlh' });
  expect(await fetchPicture({ url: 'http://a.example/svg' })).toEqual({ refused: 'not-a-picture' });
  expect(await fetchPicture({ url: 'http://a.example/gone' })).toEqual({ refused: 'unreachable' });
  expect(await fetchPicture({ url: 'http://a.example/private' })).toEqual({ refused: 'private-address' });
});
