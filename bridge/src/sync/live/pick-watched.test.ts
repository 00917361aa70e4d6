import { expect, test } from 'vitest';
import { pickWatched, type Watchable } from './pick-watched.ts';

const of = (path: string, role: Watchable['role'] = null, newestAt: number | null = null): Watchable => ({
  id: path,
  path,
  role,
  newestAt,
});

test.each<[string, Watchable[], string[]]>([
  ['those that mail came to last', [of('a', null, 1), of('b', null, 3), of('Sent', 'sent', 2)], ['b', 'Sent']],
  ['while nothing came anywhere, those that are looked at first', [of('Archive', 'archive'), of('a'), of('Sent', 'sent')], ['Sent', 'a']],
  ['junk too, when mail comes there', [of('Junk', 'junk', 9), of('Sent', 'sent', 2), of('a', null, 1)], ['Junk', 'Sent']],
  [
    'never INBOX, the Trash, or copies of the others',
    [
      of('INBOX', 'inbox', 9),
      of('Trash', 'trash', 9),
      of('All', 'all', 9),
      of('Starred', 'flagged', 9),
      of('Important', 'important', 9),
      of('a'),
    ],
    ['a'],
  ],
  ['nothing where there is nothing', [], []],
])('%s', (_, mailboxes, picked) => {
  expect(pickWatched(mailboxes, 2)).toEqual(picked);
});
