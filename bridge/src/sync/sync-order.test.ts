import type { SpecialUse } from '@kurrier/shared/mail/mail';
import { expect, test } from 'vitest';
import { isChosen, sortForSync } from './sync-order.ts';

const mailbox = (path: string, role: SpecialUse | null = null) => ({ id: path, path, role });

test('INBOX comes first, the person’s own mailboxes by name, Trash last', () => {
  const mailboxes = [
    mailbox('T', 'trash'),
    mailbox('b'),
    mailbox('J', 'junk'),
    mailbox('All', 'all'),
    mailbox('a'),
    mailbox('S', 'sent'),
    mailbox('INBOX', 'inbox'),
  ];
  expect(sortForSync(mailboxes).map(({ path }) => path)).toEqual(['INBOX', 'S', 'a', 'b', 'All', 'J', 'T']);
});

const nothing = { included: [], excluded: [], sinceDays: null };

test.each([
  ['an ordinary mailbox', mailbox('a'), nothing, true, true],
  ['one that was left out', mailbox('a'), { ...nothing, excluded: ['a'] }, false, false],
  ['All Mail on Gmail', mailbox('All', 'all'), nothing, true, false],
  ['All Mail elsewhere', mailbox('All', 'all'), nothing, false, true],
  ['Starred on Gmail, chosen', mailbox('St', 'flagged'), { ...nothing, included: ['St'] }, true, true],
  ['chosen and left out', mailbox('a'), { ...nothing, included: ['a'], excluded: ['a'] }, false, false],
])('%s', (_, candidate, choice, isGmail, expected) => {
  expect(isChosen(candidate, choice, { isGmail })).toBe(expected);
});
