import { expect, test } from 'vitest';
import { completeQuery } from './complete-query.ts';

const known = { folders: ['Inbox', 'Old mail', 'Sent'], addresses: ['anna@mail.test', 'arno@mail.test'] };

test.each<[string, string[]]>([
  ['', []],
  ['inv', []],
  ['i', ['is:', 'in:']],
  ['hello fr', ['hello from:']],
  ['is:', ['is:unread ', 'is:read ', 'is:starred ']],
  ['x is:un', ['x is:unread ']],
  ['has:', ['has:attachment ']],
  ['in:o', ['in:"Old mail" ']],
  ['in:"old', ['in:"Old mail" ']],
  ['FROM:an', ['from:anna@mail.test ']],
  ['to:a', ['to:anna@mail.test ', 'to:arno@mail.test ']],
  ['before:t', ['before:today ']],
  ['https:', []],
])('%s', (query, texts) => {
  expect(completeQuery(query, known).map(({ text }) => text)).toEqual(texts);
});
