import { expect, test } from 'vitest';
import { pageOf, placeNewMessages } from './page-layout.ts';

type PageRef = { first: number; last: number; count: number };
const uidsFrom = (first: number, count: number) => Array.from({ length: count }, (_, i) => first + i);
const sizes = (directory: PageRef[], first: number, count: number) =>
  placeNewMessages(directory, uidsFrom(first, count)).map(({ joins, uids }) => [
    joins?.first ?? uids[0]!,
    joins ? 'join' : 'new',
    uids.length,
  ]);

test.each<[string, PageRef[], number, (string | number)[][]]>([
  ['into an empty mailbox', [], 3, [[1000, 'new', 3]]],
  ['one, beside a page with room', [{ first: 1, last: 499, count: 499 }], 1, [[1, 'join', 1]]],
  ['one, beside a full page', [{ first: 1, last: 500, count: 500 }], 1, [[1000, 'new', 1]]],
  ['a batch that a page with room takes whole', [{ first: 1, last: 499, count: 499 }], 501, [[1, 'join', 501]]],
  [
    'a batch that goes past the limit',
    [{ first: 1, last: 499, count: 499 }],
    502,
    [
      [1, 'join', 501],
      [1501, 'new', 1],
    ],
  ],
  ['a page that vanished empty is used again', [{ first: 1, last: 500, count: 0 }], 1, [[1, 'join', 1]]],
  [
    'a large batch into nothing',
    [],
    1_200,
    [
      [1000, 'new', 500],
      [1500, 'new', 500],
      [2000, 'new', 200],
    ],
  ],
])('%s', (_, directory, count, expected) => {
  expect(sizes(directory, 1000, count)).toEqual(expected);
});

test('the page of a UID is found, and none where there is a gap', () => {
  const directory = [
    { first: 10, last: 20, count: 5 },
    { first: 30, last: 40, count: 5 },
    { first: 50, last: 50, count: 1 },
  ];
  expect([9, 10, 20, 21, 30, 40, 45, 50, 51].map((uid) => pageOf(directory, uid)?.first)).toEqual([
    undefined,
    10,
    10,
    undefined,
    30,
    30,
    undefined,
    50,
    undefined,
  ]);
});
