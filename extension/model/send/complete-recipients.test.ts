import { expect, test } from 'vitest';
import { completeWith, notYetIn, partAt } from './complete-recipients.ts';

const ada = { name: 'Ada Lovelace', address: 'ada@example.org' };

test.each([
  ['ad|', 'Ada Lovelace <ada@example.org>, |'],
  ['bob@x.example, ad|', 'bob@x.example, Ada Lovelace <ada@example.org>, |'],
  ['bob@x.example,ad|', 'bob@x.example, Ada Lovelace <ada@example.org>, |'],
  ['ad|, bob@x.example', 'Ada Lovelace <ada@example.org>, |bob@x.example'],
  ['"Babbage, Charles" <c@x.example>; a|', '"Babbage, Charles" <c@x.example>; Ada Lovelace <ada@example.org>, |'],
  ['"Bab|bage, Charles" <c@x.example>, bob@x.example', 'Ada Lovelace <ada@example.org>, |bob@x.example'],
  ['a|, "Babbage, Charles" <c@x.example>', 'Ada Lovelace <ada@example.org>, |"Babbage, Charles" <c@x.example>'],
  ['bob@x.example; "Lo|velace; A\\"da" <l@x.example>', 'bob@x.example; Ada Lovelace <ada@example.org>, |'],
  ['"ad|', 'Ada Lovelace <ada@example.org>, |'],
  ['"Babbage, C" <c@x.example>\nad|\nbob@x.example', '"Babbage, C" <c@x.example>\nAda Lovelace <ada@example.org>, |\nbob@x.example'],
])('%s becomes %s', (before, after) => {
  const caret = before.indexOf('|');
  const text = before.replace('|', '');
  const completed = completeWith(text, partAt(text, caret), ada);
  expect(`${completed.text.slice(0, completed.caret)}|${completed.text.slice(completed.caret)}`).toBe(after);
});

test('what is typed is what stands before the caret, without quotes that are open', () => {
  expect(partAt('a@b.example, Love', 17).part).toBe('Love');
  expect(partAt('"Love, A', 8).part).toBe('Love, A');
  expect(partAt('', 0)).toEqual({ part: '', start: 0, end: 0 });
});

test('who stands there already is not proposed, and no name breaks the field', () => {
  expect(notYetIn('Ada <ADA@example.org>, b', [ada, { name: '', address: 'bob@x.example' }])).toEqual([
    { name: '', address: 'bob@x.example' },
  ]);
  const odd = { name: 'Lovelace, "A"', address: 'a@b.example' };
  expect(completeWith('a', partAt('a', 1), odd).text).toBe('"Lovelace, \\"A\\"" <a@b.example>, ');
  expect(completeWith('a', partAt('a', 1), { name: 'x', address: 'no address' })).toEqual({ text: 'a', caret: 1 });
});
