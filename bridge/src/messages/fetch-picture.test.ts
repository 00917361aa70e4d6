import { expect, test } from 'vitest';
import { fail, succeed } from '@kurrier/shared/failure/outcome';
import { createFetchPicture } from './fetch-picture.ts';

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
