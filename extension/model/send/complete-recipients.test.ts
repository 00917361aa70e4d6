import { expect, test } from 'vitest';
import { completeWith, notYetIn, partAt } from './complete-recipients.ts';
import { parseRecipients } from './recipients.ts';

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
  ['"An|, charles@x.example', 'Ada Lovelace <ada@example.org>, |charles@x.example'],
  ['"An|; "Babbage, Charles" <c@x.example>', 'Ada Lovelace <ada@example.org>, |"Babbage, Charles" <c@x.example>'],
  ['"An|\nBob "B" <b@x.example>', 'Ada Lovelace <ada@example.org>, |\nBob "B" <b@x.example>'],
  ['"An, bob@x.example, ad|', '"An, bob@x.example, Ada Lovelace <ada@example.org>, |'],
  ['bob@x.example, "Love, A|, charles@x.example', 'bob@x.example, Ada Lovelace <ada@example.org>, |charles@x.example'],
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

const neighbours = [
  'bob@x.example',
  'Charles Babbage <c@x.example>',
  '"Babbage, Charles" <c@x.example>',
  '"Hopper; \\"Grace, G\\"" <g@x.example>',
  '"back\\\\" <s@x.example>',
  '"d,e" <d@x.example>',
];
const typed = ['an', 'an b', '"an', '"Love, A', '"Love, \\"A', '"'];
const seed = 0x5eed;

test(`whoever stands beside what is typed stays, seed ${seed}`, () => {
  let state = seed;
  const below = (limit: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 16) % limit;
  };
  const some = <Item>(items: readonly Item[]): Item => items[below(items.length)]!;
  for (let round = 0; round < 2000; round += 1) {
    const [before, after] = [below(4), below(4)].map((count) => Array.from({ length: count }, () => some(neighbours))) as [
      string[],
      string[],
    ];
    const separator = some([', ', ',', '; ', '\n']);
    const start = [...before, some(typed)].join(separator);
    const text = [start, ...after].join(separator);
    const completed = completeWith(text, partAt(text, start.length), ada);
    const expected = [...before, 'Ada Lovelace <ada@example.org>', ...after].join(', ');
    expect(parseRecipients(completed.text), text).toEqual(parseRecipients(expected));
  }
});
