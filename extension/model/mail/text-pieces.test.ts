import { expect, test } from 'vitest';
import { textPieces } from './text-pieces.ts';

test('a shortened address is a piece of its own, between what stands around it', () => {
  const links = [{ at: 5, length: 6, address: 'https://a.test/long\u202E' }];
  expect(textPieces({ text: 'Shop a.test… now', links })).toEqual([
    { text: 'Shop ', address: null },
    { text: 'a.test', address: 'https://a.test/long‹202E›' },
    { text: '… now', address: null },
  ]);
});

test.each([
  [{ at: 90, length: 3, address: 'x' }],
  [{ at: 2, length: 0, address: 'x' }],
  [{ at: -1, length: 2, address: 'x' }],
  [{ at: 3, length: 9_000, address: 'x' }],
])('a place that is not in the text is passed over: %o', (link) => {
  expect(textPieces({ text: 'Shop now', links: [link] })).toEqual([{ text: 'Shop now', address: null }]);
});

test('places that overlap are taken once', () => {
  const links = [
    { at: 0, length: 3, address: 'x' },
    { at: 1, length: 3, address: 'y' },
  ];
  expect(textPieces({ text: 'abcdef', links }).map(({ text }) => text)).toEqual(['abc', 'def']);
});
