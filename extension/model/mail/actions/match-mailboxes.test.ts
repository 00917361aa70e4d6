import { expect, test } from 'vitest';
import type { Mailbox } from '@kurrier/shared/mail/mail';
import { matchMailboxes } from './match-mailboxes.ts';

const mailboxes = ['INBOX', 'Archive', 'Bücher', 'Projects/Engine', 'Projects/Archive 2025', 'Travel', 'Parent'].map(
  (path) => ({ id: path, path, isSelectable: path !== 'Parent' }) as Mailbox,
);
const nameOf = ({ path }: Mailbox) => ({ INBOX: 'Inbox', Travel: 'Trash' })[path] ?? path;

test.each([
  ['', ['INBOX', 'Archive', 'Bücher', 'Projects/Engine', 'Projects/Archive 2025', 'Travel']],
  ['arch', ['Archive', 'Projects/Archive 2025']],
  ['2025', ['Projects/Archive 2025']],
  ['buch', ['Bücher']],
  ['BÜ', ['Bücher']],
  ['peng', ['Projects/Engine']],
  ['rav', ['Travel', 'Projects/Archive 2025']],
  ['trash', ['Travel']],
  ['trav', ['Travel']],
  ['xyz', []],
])('%j', (typed, found) => {
  expect(matchMailboxes(mailboxes, { from: null, typed, nameOf }).map(({ path }) => path)).toEqual(found);
});

test('neither where they are nor what holds no messages', () => {
  expect(matchMailboxes(mailboxes, { from: 'Archive', typed: 'archive', nameOf }).map(({ path }) => path)).toEqual([
    'Projects/Archive 2025',
  ]);
  expect(matchMailboxes(mailboxes, { from: null, typed: 'parent', nameOf })).toEqual([]);
});
