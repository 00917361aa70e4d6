import { expect, test } from 'vitest';
import { isEmptyQuery, longestQuery, parseSearch, type SearchQuery } from './search-query.ts';

const now = new Date(2026, 10, 30, 15, 30);
const day = (year: number, month: number, date: number): number => new Date(year, month - 1, date).getTime();
const words = (text: string, field = 'any', isQuoted = false) => ({ words: [{ field, text, isQuoted }] });

test.each<[string, Partial<SearchQuery> | object]>([
  ['invoice', words('invoice')],
  ['"annual report"', words('annual report', 'any', true)],
  ['"still typing', words('still typing', 'any', true)],
  ['from:anna@mail.test', words('anna@mail.test', 'from')],
  ['FROM:"Anna Weber"', words('Anna Weber', 'from', true)],
  ['to:sales', words('sales', 'to')],
  ['subject:Grüße', words('Grüße', 'subject')],
  ['https://mail.test/x', words('https://mail.test/x')],
  ['re: hello', { words: [{ text: 're:' }, { text: 'hello' }] }],
  ['toString:x', words('toString:x')],
  ['before:2026-11-05', { before: day(2026, 11, 5), words: [] }],
  ['before:2026/11/5 before:2025', { before: day(2025, 1, 1) }],
  ['after:2026-02 after:2026-03', { since: day(2026, 3, 1) }],
  ['after:today', { since: day(2026, 11, 30) }],
  ['after:yesterday', { since: day(2026, 11, 29) }],
  ['after:2w', { since: day(2026, 11, 16) }],
  ['before:1y', { before: day(2025, 11, 30) }],
  ['before:2026-02-31', { before: null, notUnderstood: ['before:2026-02-31'] }],
  ['after:soon has:fun is:purple', { notUnderstood: ['after:soon', 'has:fun', 'is:purple'] }],
  ['has:attachment is:unread is:starred', { hasAttachment: true, isUnread: true, isStarred: true }],
  ['is:read', { isUnread: false }],
  ['in:sent in:"Old mail"', { folders: ['sent', 'Old mail'] }],
  ['from: hello', { words: [{ field: 'any', text: 'hello', isQuoted: false }], notUnderstood: [] }],
  ['in:', { folders: [], words: [] }],
  ['', { words: [] }],
])('%s', (text, expected) => {
  expect(parseSearch(text, now)).toMatchObject(expected);
});

test('a query of nothing but unfinished operators is empty', () => {
  expect(['', ' ', 'from:', 'is:purple', '""'].map((text) => isEmptyQuery(parseSearch(text, now)))).toEqual(Array(5).fill(true));
  expect(['a', 'is:unread', 'in:sent', 'before:2026'].map((text) => isEmptyQuery(parseSearch(text, now)))).toEqual(Array(4).fill(false));
});

test('a text that goes on and on is cut, and read in no time', () => {
  const startedAt = performance.now();
  expect(parseSearch('a:"'.repeat(longestQuery * 100), now).words.length).toBeLessThanOrEqual(30);
  expect(parseSearch('from:'.repeat(longestQuery * 100), now).words.length).toBeLessThanOrEqual(30);
  expect(performance.now() - startedAt).toBeLessThan(5_000);
});
