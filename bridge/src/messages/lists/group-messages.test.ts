import { expect, test } from 'vitest';
import { groupMessages, type ThreadLine } from './group-messages.ts';

const day = 24 * 3_600_000;
const line = (id: string, names: string[], { base = id, isReply = false, at = 0 } = {}): ThreadLine => ({
  id,
  names,
  base,
  isReply,
  receivedAt: at,
});
const groups = (...lines: ThreadLine[]) =>
  groupMessages(lines)
    .map((group) => [...group].sort((a, b) => a - b).join(' '))
    .sort();

test('messages that name each other are one conversation, also over one that is not here', () => {
  expect(groups(line('<a>', []), line('<b>', ['<a>']), line('<c>', ['<a>', '<b>']), line('<x>', []))).toEqual(['0 1 2', '3']);
  expect(groups(line('<b>', ['<gone>']), line('<x>', []), line('<c>', ['<gone>']))).toEqual(['0 2', '1']);
  expect(groups(line('<d>', ['<a>', '<b>', '<c>']), line('<a>', []))).toEqual(['0 1']);
});

test('the order in which they are here changes nothing', () => {
  const lines = [line('<a>', []), line('<b>', ['<a>']), line('<c>', ['<b>']), line('<y>', ['<x>']), line('<x>', [])];
  expect(groups(...lines).map((group) => group.split(' ').length)).toEqual([3, 2]);
  expect(groups(...lines.toReversed()).map((group) => group.split(' ').length)).toEqual([2, 3]);
});

test('an answer that names nothing here follows the last message of its subject; what is no answer does not', () => {
  const first = line('<a>', [], { base: 'plans', at: day });
  const answer = (at: number) => line('<b>', [], { base: 'plans', isReply: true, at });
  expect(groups(first, answer(2 * day))).toEqual(['0 1']);
  expect(groups(first, answer(100 * day))).toEqual(['0', '1']);
  expect(groups(first, answer(0))).toEqual(['0', '1']);
  expect(groups(first, { ...answer(2 * day), isReply: false })).toEqual(['0', '1']);
  expect(groups(line('<a>', [], { base: '' }), line('<b>', [], { base: '', isReply: true, at: 1 }))).toEqual(['0', '1']);
});

test('an answer whose conversation is here stays in it, whatever else has its subject', () => {
  const lines = [
    line('<a>', [], { base: 'invoice', at: 1 }),
    line('<n>', [], { base: 'invoice', at: 2 }),
    line('<b>', ['<a>'], { base: 'invoice', isReply: true, at: 3 }),
  ];
  expect(groups(...lines)).toEqual(['0 2', '1']);
});

test('a Message-ID that programs give to everything holds nothing together, and copies of one message are one', () => {
  expect(groups(line('<0>', [], { base: 'one' }), line('<0>', [], { base: 'two' }), line('', []), line('', []))).toEqual([
    '0',
    '1',
    '2',
    '3',
  ]);
  expect(groups(line('<a>', []), line('<a>', []))).toEqual(['0 1']);
  expect(groups(line('<a>', ['<a>']), line('<b>', ['<b>']))).toEqual(['0', '1']);
});

test('a hundred thousand messages that each name the one before are one conversation, without a deep call', () => {
  const lines = Array.from({ length: 100_000 }, (_, at) => line(`<${at}>`, at === 0 ? [] : [`<${at - 1}>`], { base: 'x', at }));
  expect(groupMessages(lines)).toHaveLength(1);
});
