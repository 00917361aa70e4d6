import { expect, test } from 'vitest';
import { createBatchWriter } from './batch-writer.ts';

/** A store whose disk is as slow as the test wants, and that notes what it was asked to do. */
const createSlowStore = () => {
  const done: string[] = [];
  const values = new Map<string, unknown>();
  let syncing = Promise.withResolvers<void>();
  let failure: Error | undefined;
  return {
    done,
    values,
    finishSync() {
      syncing.resolve();
      syncing = Promise.withResolvers();
    },
    failNext(error: Error) {
      failure = error;
    },
    get: async (key: string) => values.get(key),
    async setMany(entries: { key: string; value: unknown }[]) {
      const [error] = [failure];
      failure = undefined;
      if (error) throw error;
      done.push(`set ${entries.map(({ key, value }) => `${key}=${String(value)}`).join(' ')}`);
      for (const { key, value } of entries) values.set(key, value);
    },
    async deleteMany(keys: string[]) {
      done.push(`delete ${keys.join(' ')}`);
      for (const key of keys) values.delete(key);
    },
    async *iterator(): AsyncGenerator<[string, unknown]> {
      yield* values;
    },
    sync: () => syncing.promise,
  };
};

test('nothing resolves before it is on the disk, and what comes meanwhile goes together', async () => {
  const store = createSlowStore();
  const writer = createBatchWriter(store);
  let first = false;
  const one = writer.set([{ key: 'a', value: 1 }]).then(() => (first = true));
  await expect.poll(() => store.done.length).toBe(1);
  const others = [2, 3, 4].map((value) => writer.set([{ key: `k${value}`, value }]));
  expect(first).toBe(false);
  store.finishSync();
  await one;
  await expect.poll(() => store.done).toEqual(['set a=1', 'set k2=2 k3=3 k4=4']);
  store.finishSync();
  await Promise.all(others);
});

test('the last of several values of a key is kept, and a removal that was overtaken by a value does not happen', async () => {
  const store = createSlowStore();
  const writer = createBatchWriter(store);
  void writer.remove(['a']);
  const both = [writer.set([{ key: 'a', value: 1 }]), writer.set([{ key: 'a', value: 2 }])];
  await expect.poll(() => store.done).toEqual(['set a=2']);
  store.finishSync();
  await Promise.all(both);
  await writer.settle();
  expect(store.values.get('a')).toBe(2);
});

test('a failed batch tells its own callers, and the next one is written', async () => {
  const store = createSlowStore();
  const writer = createBatchWriter(store);
  store.failNext(new Error('disk full'));
  await expect(writer.set([{ key: 'a', value: 1 }])).rejects.toThrow('disk full');
  const next = writer.set([{ key: 'b', value: 2 }]);
  await expect.poll(() => store.done).toEqual(['set b=2']);
  store.finishSync();
  await next;
});

test('settling does not wait for the company that removals wait for', async () => {
  const store = createSlowStore();
  const writer = createBatchWriter(store);
  const removed = writer.remove(['a', 'b']);
  await writer.settle();
  await removed;
  expect(store.done).toEqual(['delete a b']);
});
