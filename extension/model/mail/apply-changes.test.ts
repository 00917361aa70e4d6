import { expect, test } from 'vitest';
import type { MessagesChanged } from '@kurrier/shared/api/events';
import type { MessageRow } from '@kurrier/shared/mail/mail';
import { applyChanges, type ListedRows } from './apply-changes.ts';

const row = (uid: number, more: Partial<MessageRow> = {}): MessageRow => ({
  ref: { accountId: 'x', mailboxId: 'a', uidValidity: 1, uid },
  from: [],
  to: [],
  subject: `m${uid}`,
  receivedAt: uid,
  isUnread: false,
  isFlagged: false,
  isAnswered: false,
  hasAttachments: false,
  isUnreadable: false,
  ...more,
});
const list = (rows: MessageRow[], total = rows.length): ListedRows => ({
  pages: new Map([[0, rows]]),
  total,
  mailboxes: [{ mailboxId: 'a', revision: 5, messages: total }],
});
const event = (rows: MessageRow[], { before = 5, revision = 5 } = {}): MessagesChanged => ({
  type: 'messages.changed',
  accountId: 'x',
  mailboxId: 'a',
  before,
  revision,
  messages: 2,
  rows,
  removed: [],
});
const waits = { isFlagged: true, pending: 'flags' } as const;
const rowsOf = (after: ListedRows | null) => [...(after?.pages.values() ?? [])].flat();

test('what begins to wait for the server is seen in the list at once, and so is what no longer does', () => {
  const before = list([row(2), row(1)]);
  const waiting = applyChanges(before, event([row(1, waits)]));
  expect(rowsOf(waiting)).toEqual([row(2), row(1, waits)]);
  const done = applyChanges(waiting!, event([row(1, { isFlagged: true })]));
  expect(rowsOf(done)).toEqual([row(2), row(1, { isFlagged: true })]);
  expect(done).toMatchObject({ total: 2, mailboxes: before.mailboxes });
});

test('messages that are not here change nothing of a list', () => {
  const before = list([row(9)], 300);
  expect(applyChanges(before, event([row(1, waits)]))).toBe(before);
});

test.each([
  ['of an earlier revision', { before: 4, revision: 4 }],
  ['that led to what is here', { before: 4, revision: 5 }],
])('a change %s is in the list already', (_, of) => {
  const before = list([row(2), row(1)]);
  expect(applyChanges(before, event([row(1, waits)], of))).toBe(before);
});

test('how messages look at a revision that is not here yet is read', () => {
  expect(applyChanges(list([row(1)]), event([row(1, waits)], { before: 6, revision: 6 }))).toBeNull();
});
