import { expect, test } from 'vitest';
import { parseDomain, parseMailAddress } from './mail-address.ts';

test.each([
  ['me@Example.COM', 'me', 'example.com'],
  ['me@example.com.', 'me', 'example.com'],
  ['"a@b c"@example.com', '"a@b c"', 'example.com'],
  ['me+tag@bücher.example', 'me+tag', 'xn--bcher-kva.example'],
  ['me@xn--bcher-kva.example', 'me', 'xn--bcher-kva.example'],
  ['me@例え.テスト', 'me', 'xn--r8jz45g.xn--zckzah'],
])('%s', (address, localPart, domain) => {
  expect(parseMailAddress(address)).toEqual({ address, localPart, domain });
});

test.each([
  '',
  'me',
  '@example.com',
  'me@',
  'me@localhost',
  'me@127.0.0.1',
  'me@[127.0.0.1]',
  'me@exa mple.com',
  'me@example..com',
  `me@${'a.'.repeat(130)}com`,
])('%j is no address to ask about', (address) => {
  expect(parseMailAddress(address)).toBeUndefined();
});

test('a domain with a path, a port or a query is none', () => {
  for (const text of ['example.com/x', 'example.com:80', 'example.com?x', 'example.com#x']) expect(parseDomain(text)).toBeUndefined();
});
