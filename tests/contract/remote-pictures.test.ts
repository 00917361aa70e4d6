import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createFetchPicture, largestPicture } from '../../bridge/src/messages/fetch-picture.ts';
import { assemblePictures } from '../../bridge/src/main/assemble-discovery.ts';
import type { DnsClient } from '../../bridge/src/discover/source-contract.ts';
import { createFetchDocument } from '../../bridge/src/discover/network/fetch-document.ts';

const gif = Buffer.from('R0lGODlhAQABAAAAACwAAAAAAQABAAACAkQBADs=', 'base64');
const seen: { url: string; headers: Record<string, unknown> }[] = [];
const server = createServer(({ url = '', headers }, response) => {
  seen.push({ url, headers });
  const port = (server.address() as AddressInfo).port;
  if (url === '/elsewhere') response.writeHead(302, { location: `http://127.0.0.1:${port}/gif` }).end();
  else if (url === '/large') response.end(Buffer.concat([gif, Buffer.alloc(largestPicture)]));
  else if (url === '/cookie') response.setHeader('set-cookie', 'a=b').end(gif);
  else if (url === '/svg') response.setHeader('content-type', 'image/gif').end('<svg xmlns="http://www.w3.org/2000/svg"/>');
  else response.end(gif);
});
let port: number;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => void server.close());
beforeEach(() => void (seen.length = 0));

/** As the bridge does it, by a DNS that gives the addresses in turn, and without a private network that is allowed. */
const fetchBy = (...answers: string[][]) => {
  const dns = { addresses: async () => answers.shift() ?? [] } as unknown as DnsClient;
  const fetchDocument = createFetchDocument({ dns, allowsPrivate: false, largestBody: largestPicture });
  return createFetchPicture((url) => fetchDocument({ url, plainHttp: true }, new AbortController().signal));
};

test.each([
  '127.0.0.1',
  '[::1]',
  '[::ffff:127.0.0.1]',
  '2130706433',
  '0x7f.1',
  'localhost',
  'a.localhost',
  '10.0.0.1',
  '169.254.169.254',
  'router.lan',
])('nothing is asked of %s', async (host) => {
  expect(await createFetchPicture(assemblePictures())({ url: `http://${host}:${port}/gif` })).toEqual({ refused: 'private-address' });
  expect(seen).toEqual([]);
});

test('a public name whose address is private is refused when it is connected to, however it was before', async () => {
  expect(await fetchBy(['127.0.0.1'])({ url: `http://pictures.example:${port}/gif` })).toEqual({ refused: 'private-address' });
  expect(await fetchBy(['::1', '192.168.1.1'])({ url: `https://pictures.example:${port}/gif` })).toEqual({ refused: 'private-address' });
  expect(seen).toEqual([]);
});

test('what is asked says nothing about who asks, and nothing is kept from one to the next', async () => {
  const fetchPicture = createFetchPicture(assemblePictures({ connectTo: [`pictures.example:80:127.0.0.1:${port}`] }));
  for (const name of ['cookie', 'gif']) {
    expect(await fetchPicture({ url: `http://pictures.example/${name}` })).toEqual({ type: 'image/gif', base64: gif.toString('base64') });
  }
  expect(seen.map(({ url }) => url)).toEqual(['/cookie', '/gif']);
  for (const { headers } of seen) expect(Object.keys(headers).sort()).toEqual(['accept', 'connection', 'host']);
});

test('a way that leads to a private place, what is too large, and what is called a picture', async () => {
  const fetchPicture = createFetchPicture(assemblePictures({ connectTo: [`pictures.example:80:127.0.0.1:${port}`] }));
  expect(await fetchPicture({ url: 'http://pictures.example/elsewhere' })).toEqual({ refused: 'private-address' });
  expect(await fetchPicture({ url: 'http://pictures.example/large' })).toEqual({ refused: 'too-large' });
  expect(await fetchPicture({ url: 'http://pictures.example/svg' })).toEqual({ refused: 'not-a-picture' });
  expect(await fetchPicture({ url: 'http://ada:secret@pictures.example/gif' })).toEqual({ refused: 'unreachable' });
});
