import type { MessagesChanged } from '@kurrier/shared/api/events';
import type { AccountSync, MessageRow } from '@kurrier/shared/mail/mail';
import { expect, test } from 'vitest';
import { createEventLog } from './event-log.ts';

const removed = (accountId: string) => ({ type: 'account.removed', accountId }) as const;

test('a reader gets what came after its cursor, once', async () => {
  const log = createEventLog();
  const start = log.cursor();
  log.publish(removed('a'));
  log.publish(removed('b'));
  const first = await log.since({ cursor: start, waitMs: 0 });
  expect(first).toEqual({ events: [removed('a'), removed('b')], cursor: start + 2, missed: false });
  expect((await log.since({ cursor: first.cursor, waitMs: 0 })).events).toEqual([]);
});

test('a waiting reader is woken by the next event, and by nothing at its deadline', async () => {
  const log = createEventLog();
  const waiting = log.since({ cursor: log.cursor(), waitMs: 10_000 });
  log.publish(removed('a'));
  expect((await waiting).events).toEqual([removed('a')]);
  expect((await log.since({ cursor: log.cursor(), waitMs: 1 })).events).toEqual([]);
});

test('a reader that goes away stops waiting', async () => {
  const log = createEventLog();
  const controller = new AbortController();
  const waiting = log.since({ cursor: log.cursor(), waitMs: 60_000 }, controller.signal);
  controller.abort();
  expect((await waiting).events).toEqual([]);
});

test('a cursor that reaches too far back, or belongs to another process, is told that it missed something', async () => {
  const log = createEventLog({ capacity: 2 });
  const start = log.cursor();
  for (const id of ['a', 'b', 'c']) log.publish(removed(id));
  expect(await log.since({ cursor: start, waitMs: 1000 })).toEqual({ events: [], cursor: start + 3, missed: true });
  expect((await log.since({ cursor: start + 1, waitMs: 0 })).events).toHaveLength(2);
  const later = createEventLog({ now: () => Date.now() + 10 });
  expect((await later.since({ cursor: start + 3, waitMs: 0 })).missed).toBe(true);
});

test('a listener hears every event until it stops listening', () => {
  const log = createEventLog();
  const heard: unknown[] = [];
  const stop = log.subscribe((event) => heard.push(event));
  log.publish(removed('a'));
  stop();
  log.publish(removed('b'));
  expect(heard).toEqual([removed('a')]);
});

test('of an account’s sync only the newest is kept, and no reader misses anything by that', async () => {
  const log = createEventLog({ capacity: 3 });
  const syncOf = (accountId: string, storedBytes: number) =>
    ({ type: 'sync.changed', sync: { accountId, storedBytes } as AccountSync }) as const;
  const start = log.cursor();
  log.publish(removed('x'));
  for (let bytes = 0; bytes < 100; bytes++) log.publish(syncOf('a', bytes));
  log.publish(syncOf('b', 1));
  expect(await log.since({ cursor: start, waitMs: 0 })).toEqual({
    events: [removed('x'), syncOf('a', 99), syncOf('b', 1)],
    cursor: start + 102,
    missed: false,
  });
  expect((await log.since({ cursor: start + 50, waitMs: 0 })).events).toEqual([syncOf('a', 99), syncOf('b', 1)]);
  log.publish(removed('y'));
  expect((await log.since({ cursor: start, waitMs: 0 })).missed).toBe(true);
});

test('what wakes is not slept over by a reader that was between two waits', async () => {
  const log = createEventLog();
  const { cursor } = await log.since({ cursor: log.cursor(), waitMs: 0 });
  log.wake();
  const news = await log.since({ cursor, waitMs: 60_000 });
  expect(news).toEqual({ events: [], cursor: cursor + 1, missed: false });
  const waiting = log.since({ cursor: news.cursor, waitMs: 60_000 });
  log.wake();
  expect(await waiting).toEqual({ events: [], cursor: cursor + 2, missed: false });
});

const changes = (accountId: string, revision: number, count = 1): MessagesChanged => ({
  type: 'messages.changed',
  accountId,
  mailboxId: `${accountId}-inbox`,
  before: revision - 1,
  revision,
  messages: count,
  rows: Array.from({ length: count }, (_, uid) => ({ subject: `${revision} ${uid}` }) as MessageRow),
  removed: [],
});
const also = ['messages.changed'] as const;

test('changed messages are told to those alone who ask for them, and wake nobody else', async () => {
  const log = createEventLog();
  const start = log.cursor();
  const old = log.since({ cursor: start, waitMs: 10_000 });
  const asking = log.since({ cursor: start, waitMs: 10_000, also });
  log.publish(changes('a', 1));
  expect(await asking).toEqual({ events: [changes('a', 1)], cursor: start + 1, missed: false });
  log.publish(removed('b'));
  expect(await old).toEqual({ events: [removed('b')], cursor: start + 2, missed: false });
  expect((await log.since({ cursor: start, waitMs: 0 })).events).toEqual([removed('b')]);
  expect((await log.since({ cursor: start, waitMs: 0, also })).events).toEqual([changes('a', 1), removed('b')]);
});

test('of changed messages the latest are kept, however many there are, and other events are not missed for it', async () => {
  const log = createEventLog();
  const start = log.cursor();
  log.publish(removed('x'));
  for (let revision = 1; revision <= 40; revision++) log.publish(changes('a', revision, 49));
  const { events, missed } = await log.since({ cursor: start, waitMs: 0, also });
  expect(missed).toBe(false);
  expect(events).toEqual([removed('x'), ...[31, 32, 33, 34, 35, 36, 37, 38, 39, 40].map((revision) => changes('a', revision, 49))]);
  log.publish(changes('a', 41, 5_000));
  expect((await log.since({ cursor: start, waitMs: 0, also })).events).toEqual([removed('x')]);
});

test('what nobody has asked for lately is not asked for', async () => {
  let time = 1_000;
  const log = createEventLog({ now: () => time });
  await log.since({ cursor: log.cursor(), waitMs: 0 });
  expect(log.isAskedFor('messages.changed')).toBe(false);
  await log.since({ cursor: log.cursor(), waitMs: 0, also });
  time += 59_999;
  expect(log.isAskedFor('messages.changed')).toBe(true);
  time += 1;
  expect(log.isAskedFor('messages.changed')).toBe(false);
});

test('of a removed account no message is kept', async () => {
  const log = createEventLog();
  const start = log.cursor();
  for (const account of ['a', 'b', 'a']) log.publish(changes(account, 1));
  log.publish(removed('a'));
  expect((await log.since({ cursor: start, waitMs: 0, also })).events).toEqual([changes('b', 1), removed('a')]);
});
