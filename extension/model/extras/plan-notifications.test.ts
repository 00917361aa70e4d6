import { expect, test } from 'vitest';
import type { MessageRow } from '@kurrier/shared/mail/mail';
import { messageRow } from '../../../tests/fixtures/message-row.ts';
import { isQuiet, noExtras, watchesMail, type ExtrasOptions } from './extras-options.ts';
import { noticeKey, planNotifications } from './plan-notifications.ts';

const row = (uid: number, accountId = 'a'): MessageRow => ({
  ...messageRow(uid),
  ref: { accountId, mailboxId: 'inbox', uidValidity: 1, uid },
  from: [{ name: `Sender ${uid}`, address: 's@example.org' }],
  subject: `Subject ${uid}`,
});
const options: ExtrasOptions = { ...noExtras, notify: 'content' };
const at = (hour: number): Date => new Date(2026, 10, 30, hour);
const plan = (rows: MessageRow[], known: Record<string, number>, change: Partial<ExtrasOptions> = {}, hour = 12) =>
  planNotifications(rows, { known, options: { ...options, ...change }, now: at(hour), labelOf: (id) => `account ${id}` });
const mark = JSON.stringify(['a', 'inbox', 1]);

test('what is there at the first look is known, and what comes after is told of once', () => {
  const first = plan([row(5), row(4)], {});
  expect(first).toEqual({ known: { [mark]: 5, since: at(12).getTime() }, notifications: [] });
  const second = plan([row(6), row(5)], first.known);
  expect(second.notifications).toMatchObject([{ title: 'Sender 6', message: 'Subject 6\naccount a', row: { ref: { uid: 6 } } }]);
  expect(plan([row(6), row(5)], second.known).notifications).toEqual([]);
});

test('the first unread message of an INBOX in which there was none is told of', () => {
  const { known } = plan([], {});
  const later = { ...row(1, 'b'), receivedAt: at(12).getTime() + 1 };
  expect(plan([later], known).notifications).toMatchObject([{ title: 'Sender 1' }]);
  expect(plan([row(1, 'b')], known).notifications).toEqual([]);
});

test('sender and subject are told of only if wanted', () => {
  expect(plan([row(6)], { [mark]: 5 }, { notify: 'plain' }).notifications).toMatchObject([{ title: 'New mail', message: 'account a' }]);
  expect(JSON.stringify(plan([row(6)], { [mark]: 5 }, { notify: 'off' }).notifications)).toBe('[]');
});

test('many at once are one, muted accounts none, quiet hours are not made up for', () => {
  const many = plan(
    [6, 7, 8, 9].map((uid) => row(uid)),
    { [mark]: 5 },
  );
  expect(many.notifications).toEqual([{ title: '4 new messages', message: 'account a', row: null }]);
  expect(plan([row(6)], { [mark]: 5 }, { muted: ['a'] }).notifications).toEqual([]);
  const night = plan([row(6)], { [mark]: 5 }, { quiet: { from: 22, to: 7 } }, 3);
  expect(night).toMatchObject({ known: { [mark]: 6 }, notifications: [] });
  expect(plan([row(6)], night.known, {}, 12).notifications).toEqual([]);
});

test.each([
  [{ from: 22, to: 7 }, 23, true],
  [{ from: 22, to: 7 }, 6, true],
  [{ from: 22, to: 7 }, 7, false],
  [{ from: 9, to: 17 }, 9, true],
  [{ from: 9, to: 17 }, 17, false],
  [{ from: 9, to: 9 }, 9, false],
  [null, 3, false],
])('quiet %o at %i: %s', (quiet, hour, expected) => {
  expect(isQuiet({ ...options, quiet }, hour)).toBe(expected);
});

test('with nothing switched on there is nothing to watch, and a failure is told of once a day', () => {
  expect(watchesMail(noExtras)).toBe(false);
  const day = new Date('2026-11-30T10:00:00Z');
  expect(noticeKey('a', 'net.refused', day)).toBe(noticeKey('a', 'net.refused', new Date('2026-11-30T23:00:00Z')));
  expect(noticeKey('a', 'net.refused', day)).not.toBe(noticeKey('a', 'net.refused', new Date('2026-12-01T00:00:00Z')));
});
