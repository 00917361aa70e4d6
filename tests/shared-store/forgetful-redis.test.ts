import { execFileSync } from 'node:child_process';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSharedPlace, type SharedPlace } from '../../bridge/src/main/sharing/open-shared-place.ts';
import { LeaseLost } from '../../bridge/src/store/shared/shared-store-error.ts';
import { parseStoreUri } from '../../bridge/src/store/shared/store-target.ts';
import { startRedis, type StoreServer } from '../servers/start-redis.ts';
import { until } from '../setup/until.ts';

const account = 'account:x';
const cursor = { namespace: 'mail:x', key: 'cursor' };

let redis: StoreServer;
let places: SharedPlace[];
beforeEach(async () => {
  places = [];
  redis = await startRedis(['--appendonly', 'no']);
});
afterEach(async () => {
  for (const place of places) await place.database.close();
  await redis[Symbol.asyncDispose]();
});
const open = async (holder: string) => {
  const place = await openSharedPlace({ target: parseStoreUri(redis.uri, [], 2_000)!, leaseMs: 60_000 }, holder);
  places.push(place);
  const lost: string[] = [];
  place.onLost((name) => lost.push(name));
  return {
    ...place,
    lost,
    write: (value: string) => place.leases.write(account, (lease) => place.database.fencedWrite([{ ...cursor, value }], lease)),
    read: async () => (await place.database.read(cursor.namespace, [cursor.key]))[0],
  };
};
const save = () => execFileSync('/usr/bin/redis-cli', ['-u', redis.uri, 'SAVE'], { stdio: 'ignore' });
/** It ends without a word, and starts over what it had on its disk. */
const crash = async () => {
  await redis.kill();
  await redis.start();
};

test.each([
  ['its last second', true, '1'],
  ['everything', false, undefined],
])('a Redis that comes back without %s ends every lease: nothing is written with what was known by heart', async (_, isSaved, left) => {
  const one = await open('one');
  expect(one.found.sendingRefusal).toBe('not-flushed');
  await one.leases.take(account);
  await one.write('1');
  if (isSaved) save();
  await one.write('2');
  await crash();
  expect(await until(() => one.read())).toBe(left);
  await expect(one.write('3')).rejects.toThrow(LeaseLost);
  expect(one.lost).toEqual([account]);
  expect(await one.read()).toBe(left);
  // What is read anew may be written on with.
  expect(await one.leases.take(account)).toBe(true);
  await one.write(`${left ?? 'nothing'} and on`);
  expect(await one.read()).toBe(`${left ?? 'nothing'} and on`);
  expect(one.lost).toEqual([account]);
});

test('a lease that the store forgot is another’s once that one takes it, though its number begins anew', async () => {
  const one = await open('one');
  const other = await open('other');
  await one.leases.take(account);
  await one.write('1');
  await crash();
  await until(() => Promise.all([one.read(), other.read()]));
  expect(await other.leases.take(account)).toBe(true);
  await other.write('other');
  await expect(one.write('one')).rejects.toThrow(LeaseLost);
  await one.leases.renew();
  expect(await one.leases.take(account)).toBe(false);
  expect(await other.read()).toBe('other');
  expect(one.leases.names()).toEqual([]);
});

test('leases that are put off right after the store came back are not, where it may have forgotten', async () => {
  const one = await open('one');
  await one.leases.take(account);
  await one.leases.take('account:y');
  save();
  await crash();
  await until(() => one.read());
  await one.leases.renew();
  expect(one.lost.toSorted()).toEqual([account, 'account:y']);
  // By the server they last on: to whoever had them alone.
  const other = await open('other');
  expect(await other.leases.take(account)).toBe(false);
  expect(await one.leases.take(account)).toBe(true);
});
