import { afterAll, beforeAll, expect, test, vi, describe } from 'vitest';
import type { Database, Lease } from '../../bridge/src/store/shared/database.ts';
import { createHeldLeases } from '../../bridge/src/store/shared/held-leases.ts';
import { LeaseLost, SharedStoreError } from '../../bridge/src/store/shared/shared-store-error.ts';
import { databases, openOn, type DatabasePlace } from './each-database.ts';
import { until } from '../setup/until.ts';

describe.each(['Redis', 'PostgreSQL'] as const)('%s', (name) => {
  let place: DatabasePlace;
  let database: Database;
  beforeAll(async () => {
    place = await databases[name]();
    database = await openOn(place.server!.uri);
  });
  afterAll(async () => {
    await database.close();
    await place[Symbol.asyncDispose]();
  });

  test('a server that answers nothing is named, and what it does late does not come after what was written since', async () => {
    // A frozen server is to be noticed soon, and nothing else is to be taken for one on a busy machine.
    const hasty = await openOn(place.server!.uri, 300);
    const onLost = vi.fn();
    const leases = createHeldLeases({ database: hasty, holder: 'a', durationMs: 60_000, onLost });
    await until(() => leases.take('x'));
    const write = (value: string) => leases.write('x', (lease) => hasty.fencedWrite([{ namespace: 'frozen', key: 'k', value }], lease));
    await until(() => write('before'));
    place.server!.signal('SIGSTOP');
    await expect(write('late')).rejects.toMatchObject({ storageProblem: 'shared-store-away', isUncertain: true });
    await expect(hasty.read('frozen', ['k'])).rejects.toMatchObject({ storageProblem: 'shared-store-away' });
    place.server!.signal('SIGCONT');
    await until(() => write('after'));
    expect(await database.read('frozen', ['k'])).toEqual(['after']);
    expect(leases.has('x')).toBe(true);
    expect(onLost).not.toHaveBeenCalled();
    await hasty.close();
  });

  test('a write without an answer that arrives after the next one is refused, and takes no lease that was given back', async () => {
    const leases = createHeldLeases({ database, holder: 'a', durationMs: 60_000, onLost: () => {} });
    await leases.take('w');
    const write = (value: string, lease: Lease) => database.fencedWrite([{ namespace: 'under way', key: 'k', value }], lease);
    /** What the network delivers at last. */
    const underWay: (() => Promise<void>)[] = [];
    const unanswered = () =>
      leases.write('w', async (lease) => {
        underWay.push(() => write('late', lease));
        throw new SharedStoreError(database.address, 'shared-store-away', new Error('no answer'), true);
      });
    for (let round = 0; round < 3; round++) {
      await expect(unanswered()).rejects.toMatchObject({ isUncertain: true });
      await leases.write('w', (lease) => write(`after ${round}`, lease));
      for (const arrive of underWay) await expect(arrive()).rejects.toThrow(LeaseLost);
      expect(await database.read('under way', ['k'])).toEqual([`after ${round}`]);
    }
    await expect(unanswered()).rejects.toMatchObject({ isUncertain: true });
    await leases.release(['w']);
    await expect(leases.write('w', (lease) => write('after it was given back', lease))).rejects.toThrow(LeaseLost);
    expect(leases.names()).not.toContain('w');
    expect(await database.acquire('w', 'b', 60_000)).not.toBeNull();
  });

  test('a server that goes away and comes back keeps what it answered for, and the lease goes on', async () => {
    const leases = createHeldLeases({ database, holder: 'a', durationMs: 60_000, onLost: () => {} });
    await leases.take('y');
    const write = (key: string) => leases.write('y', (lease) => database.fencedWrite([{ namespace: 'killed', key, value: key }], lease));
    const kept: string[] = [];
    const ended = (async () => {
      for (let index = 0; ; index++) {
        await write(`k${index}`);
        kept.push(`k${index}`);
      }
    })().catch((error: unknown) => error);
    await until(() => expect(kept.length).toBeGreaterThan(5));
    await place.server!.kill();
    expect(await ended).toMatchObject({ storageProblem: 'shared-store-away' });
    await place.server!.start();
    expect(await until(() => database.read('killed', kept))).toEqual(kept);
    await until(() => write('again'));
  });

  test('a loss that a renewal has told of counts once with the first write after it, and not where nothing was tried', async () => {
    const leases = createHeldLeases({ database, holder: 'a', durationMs: 1, onLost: () => {} });
    const others = createHeldLeases({ database, holder: 'b', durationMs: 60_000, onLost: () => {} });
    for (const name of ['tried', 'untried']) {
      await leases.take(name);
      expect(await until(async () => (await others.take(name)) || Promise.reject(new Error('not yet')))).toBe(true);
    }
    await leases.renew();
    expect([leases.names(), leases.refusedWrites()]).toEqual([[], 0]);
    for (let index = 0; index < 2; index++) await expect(leases.write('tried', async () => {})).rejects.toThrow(LeaseLost);
    expect(leases.refusedWrites()).toBe(1);
  });

  test('two writes at once after a doubt are both made; a lease that another took is lost, said and counted', async () => {
    const onLost = vi.fn();
    const leases = createHeldLeases({ database, holder: 'a', durationMs: 1, onLost });
    await leases.take('z');
    const others = createHeldLeases({ database, holder: 'b', durationMs: 60_000, onLost: () => {} });
    expect(await until(async () => (await others.take('z')) || Promise.reject(new Error('not yet')))).toBe(true);
    const write = () => leases.write('z', (lease) => database.fencedWrite([{ namespace: 'z', key: 'k', value: 'v' }], lease));
    const outcomes = await Promise.allSettled([write(), write()]);
    expect(outcomes.every((outcome) => outcome.status === 'rejected' && outcome.reason instanceof LeaseLost)).toBe(true);
    expect(leases.refusedWrites()).toBeGreaterThan(0);
    expect(onLost).toHaveBeenCalledExactlyOnceWith('z');
    expect(leases.has('z')).toBe(false);
    expect(await database.read('z', ['k'])).toEqual([undefined]);
    await expect(write()).rejects.toThrow(LeaseLost);
  });
});

test('after a store that may forget was connected to anew, nothing is written with what was known by heart', async () => {
  await using place = await databases.SQLite();
  const database = await place.open();
  let connections = 1;
  const lost: string[] = [];
  const leases = createHeldLeases({
    database,
    holder: 'a',
    durationMs: 60_000,
    onLost: (name) => lost.push(name),
    epoch: () => connections,
  });
  const write = (value: string) => leases.write('account:x', (lease) => database.fencedWrite([{ namespace: 'n', key: 'k', value }], lease));
  await leases.take('account:x');
  await leases.take('account:y');
  await write('before');
  connections++;
  await expect(write('by heart')).rejects.toMatchObject({ storageProblem: 'held-elsewhere' });
  expect(lost.toSorted()).toEqual(['account:x', 'account:y']);
  expect(await database.read('n', ['k'])).toEqual(['before']);
  await leases.take('account:x');
  await write('read anew');
  expect(await database.read('n', ['k'])).toEqual(['read anew']);
  await leases.renew();
  expect(lost).toHaveLength(2);
  // Taken once more without a write before it, what was known under it is out of date all the same.
  connections++;
  await leases.take('account:x');
  expect(lost.slice(2)).toEqual(['account:x']);
  await write('taken anew');
  expect(lost).toHaveLength(3);
  await database.close();
});
