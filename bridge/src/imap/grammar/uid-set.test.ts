import { expect, test } from 'vitest';
import { containsUid, countUids, formatUidSet, parseUidSet, rangesOf, takeNewest } from './uid-set.ts';

test.each([
  ['7', [[7, 7]]],
  [
    '1:5,7,9:10',
    [
      [1, 5],
      [7, 7],
      [9, 10],
    ],
  ],
  [
    '10:9,7,5:1',
    [
      [1, 5],
      [7, 7],
      [9, 10],
    ],
  ],
  ['1:5,4:8,9', [[1, 9]]],
  ['1:4294967295', [[1, 4294967295]]],
  ['', null],
  ['0', null],
  ['1:*', null],
  ['4294967296', null],
  ['1,,2', null],
  ['1:2:3', null],
  ['1e3', null],
])('%s is read as %j', (text, ranges) => {
  expect(parseUidSet(text)).toEqual(ranges);
});

test('UIDs of any order become the shortest set', () => {
  expect(formatUidSet(rangesOf([9, 1, 2, 3, 7]))).toBe('1:3,7,9');
});

test('a set of four thousand million UIDs is counted and searched without being expanded', () => {
  const ranges = parseUidSet('1:4000000000,4000000002')!;
  expect(countUids(ranges)).toBe(4000000001);
  expect([1, 4000000000, 4000000001, 4000000002].map((uid) => containsUid(ranges, uid))).toEqual([true, true, false, true]);
});

test.each([
  [3, 100, '20:21,30'],
  [4, 100, '10,20:21,30'],
  [9, 100, '10,20:21,30'],
  [2, 30, '20:21'],
  [1, 21, '20'],
  [5, 10, ''],
])('the newest %i below %i are %s', (count, below, expected) => {
  expect(formatUidSet(takeNewest(parseUidSet('10,20:21,30')!, { below, count }))).toBe(expected);
});
