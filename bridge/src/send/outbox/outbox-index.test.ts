import { expect, test } from 'vitest';
import { createOutboxIndex } from './outbox-index.ts';
import type { OutboxRecord } from './outbox-record.ts';
import { createOutboxStore } from './outbox-store.ts';

const record = (acceptedAt: number, attempts = 0): OutboxRecord => ({
  entry: {
    id: 'one',
    accountId: 'acc',
    acceptedAt,
    messageId: '<one@x>',
    from: 'a@x',
    subject: 'one',
    size: 1,
    attempts,
    retryUntil: 9,
    status: { state: 'queued', heldUntil: 0 },
    recipients: [{ address: 'b@x', state: 'pending' }],
    copy: { state: 'none' },
  },
  envelopeFrom: 'a@x',
  needsSmtpUtf8: false,
  fingerprint: 'f',
  spooled: false,
  copyTries: 0,
  copyChecks: 0,
});

/** An outbox on a disk that takes what is written, or not, and may then fail to say that it is safe there. */
const createWorld = () => {
  const values = new Map<string, unknown>();
  const disk = { fails: null as 'write' | 'sync' | null };
  const told: string[] = [];
  const full = () => Promise.reject(new Error('disk full'));
  const store = createOutboxStore({
    get: async (key) => values.get(key),
    setMany: async (many) => (disk.fails === 'write' ? full() : many.map(({ key, value }) => Boolean(values.set(key, value)))),
    deleteMany: async (keys) => keys.every((key) => values.delete(key)),
    async *iterator() {
      yield* values;
    },
    sync: () => (disk.fails === 'sync' ? full() : Promise.resolve()),
  });
  const index = createOutboxIndex({
    store,
    removeSpooled: async () => {},
    publish: ({ id }) => told.push(id),
    publishForgotten: (id) => told.push(`${id} forgotten`),
    setAside: async () => {},
  });
  return { values, disk, told, index };
};

test.each(['write', 'sync'] as const)('a new message that fails to %s is in nobody’s outbox, and can be accepted again', async (fails) => {
  const { values, disk, told, index } = createWorld();
  disk.fails = fails;
  await expect(index.save(record(36), 'content')).rejects.toThrow('disk full');
  expect(index.get('one')).toBeUndefined();
  expect([...values.keys()]).toEqual([]);
  expect(told).toEqual(['one', 'one forgotten']);
  disk.fails = null;
  await index.save(record(72), 'content');
  expect([...values.keys()].filter((key) => key.startsWith('record:'))).toHaveLength(1);
});

test('one that is known stays what it became, stored or not', async () => {
  const { disk, index } = createWorld();
  await index.save(record(36), 'content');
  disk.fails = 'write';
  await expect(index.save(record(36, 1))).rejects.toThrow('disk full');
  expect(index.get('one')?.entry.attempts).toBe(1);
});
