import { mkdtempSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore, type Store } from './open-store.ts';

let dir: string;
let store: Store;

beforeEach(() => {
  dir = mkdtempSync(path.join(os.tmpdir(), 'store-'));
  store = openStore({ file: path.join(dir, 'data', 'test.sqlite'), durability: 'full' });
});
afterEach(() => {
  store.close();
  rmSync(dir, { recursive: true });
});

test('values of one namespace are not seen in another, and survive closing', async () => {
  await store.namespace('a').set('k', { n: 1, big: 2n ** 62n });
  expect(await store.namespace('b').get('k')).toBeUndefined();
  store.close();
  store = openStore({ file: path.join(dir, 'data', 'test.sqlite'), durability: 'full' });
  expect(await store.namespace('a').get('k')).toEqual({ n: 1, big: 2n ** 62n });
});

test('the walk goes through a namespace in key order, also while it is written to', async () => {
  const records = store.namespace<number>('walk');
  await records.setMany([3, 1, 2].map((value) => ({ key: `k${value}`, value })));
  await store.namespace('other').set('k0', 0);
  const seen: [string, number][] = [];
  for await (const entry of records.iterator()) {
    seen.push(entry as [string, number]);
    await records.set('k4', 4);
  }
  expect(seen).toEqual([
    ['k1', 1],
    ['k2', 2],
    ['k3', 3],
    ['k4', 4],
  ]);
});

test('many keys are written and deleted together; each answer says what was there', async () => {
  const records = store.namespace<number>('many');
  await records.setMany([
    { key: 'a', value: 1 },
    { key: 'b', value: 2 },
  ]);
  expect(await records.getMany(['a', 'x', 'b'])).toEqual([1, undefined, 2]);
  expect(await records.hasMany(['a', 'x'])).toEqual([true, false]);
  expect(await records.deleteMany(['a', 'x'])).toEqual([true, false]);
  await records.clear();
  expect(await records.has('b')).toBe(false);
});

test('an entry with a time to live is gone after it', async () => {
  const records = store.namespace<number>('ttl');
  await records.set('gone', 1, 1);
  await expect.poll(() => records.get('gone')).toBeUndefined();
});

test('a closed database rejects instead of answering with nothing', async () => {
  const records = store.namespace<number>('closed');
  const second = openStore({ file: path.join(dir, 'other.sqlite'), durability: 'normal' });
  const closed = second.namespace('x');
  second.close();
  await expect(closed.get('k')).rejects.toThrow(/finalized|not open/);
  await expect(records.get('k')).resolves.toBeUndefined();
});

test('only the owner can read the file', async () => {
  await store.namespace('a').set('k', 1);
  for (const name of ['test.sqlite', 'test.sqlite-wal']) expect(statSync(path.join(dir, 'data', name)).mode & 0o077).toBe(0);
});
