import type { OutboxEntry } from '@kurrier/shared/mail/outbox';
import { expect, test } from 'vitest';
import { createOutboxRecord } from '../../../tests/send/create-outbox-record.ts';
import { createSharedSending } from './shared-sending.ts';

const entry = (id: string, status: OutboxEntry['status'] = { state: 'queued', heldUntil: 0 }): OutboxEntry =>
  createOutboxRecord({ id, accountId: 'acc', status }).entry;

/** The outbox of another bridge's account, and what was handed over for it. */
const open = (stored: OutboxEntry[], handedOver: OutboxEntry[] = []) => {
  const there = { stored, handedOver };
  const published: string[] = [];
  let reads = 0;
  const unused = () => expect.fail();
  const sending = createSharedSending({
    open: unused,
    uploads: {} as never,
    accountIds: async () => ['acc'],
    readEntries: async () => (reads++, there.stored),
    readHandedOver: async () => there.handedOver,
    giveMessage: async () => ({ entry: there.handedOver[0]!, existing: false }),
    giveAct: unused,
    isOthers: () => true,
    publish: ({ id }) => published.push(id),
    refuse: unused,
  });
  return {
    there,
    sending,
    published,
    readsOf: async (work: () => Promise<unknown>): Promise<number> => {
      const before = reads;
      await work();
      return reads - before;
    },
  };
};
const changed = (one: OutboxEntry): OutboxEntry => ({ ...one, attempts: one.attempts + 1 });

test.each([
  ['forgotten', () => [], 0],
  ['still there', (all: OutboxEntry[]) => all, 1],
  ['settled', (all: OutboxEntry[]) => all.map(({ id }) => entry(id, { state: 'sent', at: 1 })), 0],
  ['forgotten but for one', (all: OutboxEntry[]) => all.slice(1), 1],
])('an outbox whose messages are %s is read again with the next change only where one is still waited for', async (_name, next, reads) => {
  const { sending, there, readsOf } = open([entry('a'), entry('b')]);
  await sending.outbox.list({ limit: 9 });
  there.stored = next(there.stored);
  expect(await readsOf(() => sending.readAnew('acc'))).toBe(1);
  expect(await readsOf(() => sending.readAnew('acc'))).toBe(reads);
});

test('a message that is handed over and in no outbox yet is still told of', async () => {
  const given = entry('given');
  const { sending, there, published } = open([], [given]);
  await sending.sendMessage({} as never);
  await sending.readAnew('acc');
  Object.assign(there, { stored: [changed(given)], handedOver: [] });
  await sending.readAnew('acc');
  expect(published).toEqual(['given']);
});
