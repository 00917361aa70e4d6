import { expect, test } from 'vitest';
import { createOutboxRecord } from '../../../../tests/send/create-outbox-record.ts';
import { createOutboxIndex } from './outbox-index.ts';
import { createOutboxStore } from './outbox-store.ts';

const record = (acceptedAt: number, attempts = 0, spooled = false) => createOutboxRecord({ id: 'one', acceptedAt, attempts }, { spooled });

/** An outbox on a disk that takes what is written, or not, and may then fail to say that it is safe there. */
const createWorld = () => {
  const values = new Map<string, unknown>();
  const disk = { fails: null as 'write' | 'sync' | null, removes: true };
  const told: string[] = [];
  const removedContent: string[] = [];
  const reported: unknown[] = [];
  const full = () => Promise.reject(new Error('disk full'));
  const store = createOutboxStore({
    get: async (key) => values.get(key),
    setMany: async (many) => (disk.fails === 'write' ? full() : many.map(({ key, value }) => Boolean(values.set(key, value)))),
    deleteMany: async (keys) => (disk.removes ? keys.every((key) => values.delete(key)) : full()),
    async *iterator() {
      yield* values;
    },
    sync: () => (disk.fails === 'sync' ? full() : Promise.resolve()),
  });
  const deps = {
    store,
    removeSpooled: async (id: string) => void removedContent.push(id),
    publish: ({ id }: { id: string }) => told.push(id),
    publishForgotten: (id: string) => told.push(`${id} forgotten`),
    setAside: async () => {},
    report: (error: unknown) => reported.push(error),
  };
  return { values, disk, told, removedContent, reported, index: createOutboxIndex(deps), reopen: () => createOutboxIndex(deps) };
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

test.each([
  [true, ['one'], 0],
  [false, [], 1],
])('a long message that fails keeps its content no longer than its record: removed %s', async (removes, removed, errors) => {
  const { disk, removedContent, reported, index } = createWorld();
  Object.assign(disk, { fails: 'sync', removes });
  await expect(index.save(record(36, 0, true))).rejects.toThrow('disk full');
  expect(removedContent).toEqual(removed);
  expect(reported).toEqual(Array.from({ length: errors }, () => new Error('disk full')));
});

test('one that failed, stayed on the disk and was accepted anew is there once after a restart', async () => {
  const { values, disk, index, reopen } = createWorld();
  Object.assign(disk, { fails: 'sync', removes: false });
  await expect(index.save(record(36), 'first')).rejects.toThrow('disk full');
  Object.assign(disk, { fails: null, removes: true });
  await index.save(record(72), 'second');
  const next = reopen();
  await next.load();
  expect(next.all()).toEqual([record(72)]);
  expect([...values].filter(([key]) => !key.startsWith('record:'))).toEqual([[expect.any(String), 'second']]);
  await next.forget('one');
  expect([...values.keys()]).toEqual([]);
});
