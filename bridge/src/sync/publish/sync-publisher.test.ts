import type { AccountSync } from '@kurrier/shared/mail/mail';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createSyncPublisher } from './sync-publisher.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

const minuteMs = 60_000;
const inbox = { id: 'm1', role: 'inbox', messages: 3, unseen: 1, revision: 7 } as AccountSync['mailboxes'][number];
const atRest: AccountSync = {
  accountId: 'a',
  state: { phase: 'live' },
  choice: { included: [], excluded: [], sinceDays: null },
  mailboxes: [inbox],
  lastSyncAt: 10 * minuteMs,
  storedBytes: 100,
  failures: [],
};

/** A publisher of one sync, and what it published. */
const start = () => {
  const published: AccountSync[] = [];
  let now: AccountSync | null = atRest;
  const publisher = createSyncPublisher({
    view: async () => now && structuredClone(now),
    publish: (sync) => published.push(sync),
    report: (problem) => expect.fail(problem),
  });
  /** How many were published of a sync as it is now. */
  const look = async (sync: AccountSync | null): Promise<number> => {
    now = sync;
    const before = published.length;
    publisher.soon('a');
    await vi.advanceTimersByTimeAsync(1_000);
    return published.length - before;
  };
  return { publisher, published, look };
};

test('rounds that find nothing are told of once a minute', async () => {
  const { look } = start();
  const told: number[] = [];
  for (let round = 0; round < 15; round++) told.push(await look({ ...atRest, lastSyncAt: 10 * minuteMs + round * 8_000 }));
  expect(told).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
});

test.each<[string, Partial<AccountSync>]>([
  ['phase', { state: { phase: 'connecting' } }],
  ['progress', { state: { phase: 'syncing', progress: { done: 1, total: 2, perSecond: null } } as unknown as AccountSync['state'] }],
  ['message', { mailboxes: [{ ...inbox, messages: 4 }] }],
  ['flag', { mailboxes: [{ ...inbox, revision: 8 }] }],
  ['mailbox', { mailboxes: [inbox, { ...inbox, id: 'm2' }] }],
  ['choice', { choice: { included: [], excluded: ['m1'], sinceDays: null } }],
  ['failure', { failures: [{ mailboxId: 'm1', failure: { kind: 'unknown', stage: 'mailbox', leg: 'imap', confidence: 'guess' } }] }],
  ['size', { storedBytes: 101 }],
  ['first sync', { lastSyncAt: null }],
])('another %s is told of, and that it is as before', async (_, change) => {
  const { look, published } = start();
  await look(atRest);
  expect([await look({ ...atRest, ...change }), await look({ ...atRest, ...change }), await look(atRest)]).toEqual([1, 0, 1]);
  expect(published[1]).toEqual({ ...atRest, ...change });
});

test('an account that was forgotten and comes again is told of; one that is gone is not', async () => {
  const { look, publisher } = start();
  await look(atRest);
  expect(await look(null)).toBe(0);
  publisher.forget('a');
  expect(await look(atRest)).toBe(1);
});

test('what changes again and again is told of twice a second, as it is then', async () => {
  const published: number[] = [];
  let bytes = 0;
  const publisher = createSyncPublisher({
    view: async () => ({ ...atRest, storedBytes: ++bytes }),
    publish: (sync) => published.push(sync.storedBytes),
    report: (problem) => expect.fail(problem),
  });
  for (let ms = 0; ms < 2_000; ms += 10) {
    publisher.soon('a');
    await vi.advanceTimersByTimeAsync(10);
  }
  publisher.clear();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(published).toEqual([1, 2, 3, 4]);
});

test('what somebody else told of it is what it was last told as: where it is otherwise by now, that is told', async () => {
  const { publisher, published, look } = start();
  await look(atRest);
  // A cut that was over before it was published, but for whoever looked in the middle of it.
  publisher.noteTold({ ...atRest, state: { phase: 'connecting' } });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(published).toEqual([atRest, atRest]);
  publisher.noteTold(atRest);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(published).toHaveLength(2);
});
