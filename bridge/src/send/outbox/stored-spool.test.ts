import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { createStoredSpool } from './stored-spool.ts';

/** A store that goes away after so many removals. */
const createStore = () => {
  const records = new Map<string, unknown>();
  const store = {
    removalsLeft: Number.POSITIVE_INFINITY,
    get: async (key: string) => records.get(key),
    setMany: async (entries: { key: string; value: unknown }[]) => entries.forEach(({ key, value }) => records.set(key, value)),
    async deleteMany(keys: string[]) {
      if (store.removalsLeft-- <= 0) throw new Error('away');
      for (const key of keys) records.delete(key);
    },
    async *iterator(): AsyncGenerator<[string, unknown]> {
      yield* records;
    },
    sync: async () => {},
  };
  return { records, store };
};
const long = randomBytes(2_400_000);
const inChunks = () => Readable.from([0, 1, 2, 3].map((index) => long.subarray(index * 600_000, (index + 1) * 600_000)));

test.each([0, 1, 2])('what is left of a removal that ended after %i pieces is removed by the next who tidies up', async (removals) => {
  const { records, store } = createStore();
  const spool = createStoredSpool(store);
  await spool.keep('gone', inChunks());
  await spool.keep('kept', inChunks());
  const each = records.size / 2;
  store.removalsLeft = removals;
  await expect(spool.remove('gone')).rejects.toThrow('away');
  store.removalsLeft = Number.POSITIVE_INFINITY;
  // Nor does a key that is none of its own keep it from that.
  records.set('odd:99999999999999999999', 'x');
  expect([...(await spool.counts()).keys()].toSorted()).toEqual(['gone', 'kept', 'odd']);
  await spool.sweep(new Set(['kept', 'odd']));
  expect([...records.keys()].filter((key) => key.startsWith('gone'))).toEqual([]);
  expect(records.size).toBe(each + 1);
  expect(Buffer.concat(await spool.read('kept').toArray()).equals(long)).toBe(true);
});
