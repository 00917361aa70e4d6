import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../bridge/src/store/shared/database.ts';
import { LeaseLost } from '../../bridge/src/store/shared/shared-store-error.ts';
import { databaseNames, databases, type DatabasePlace } from './each-database.ts';

const minute = 60_000;

describe.each(databaseNames)('%s', (name) => {
  let place: DatabasePlace;
  let one: Database;
  let other: Database;
  let count = 0;
  /** A name that no test has used. */
  const fresh = (): string => `n${count++}`;
  beforeAll(async () => {
    place = await databases[name]();
    one = await place.open();
    other = await place.open();
  });
  afterAll(async () => {
    await one.close();
    await other.close();
    await place[Symbol.asyncDispose]();
  });
  const contents = async (namespace: string): Promise<Record<string, string>> => {
    const found: Record<string, string> = {};
    for await (const entries of other.walk(namespace)) for (const [key, value] of entries) found[key] = value;
    return found;
  };

  test('what one writes the other reads, whatever characters are in it', async () => {
    const namespace = fresh();
    const odd = { 'k|1': 'a|b|0|1', ключ: '"\u{1F600}\n\t', "quo'te": '', long: 'x'.repeat(1_000_000) };
    await one.fencedWrite(Object.entries(odd).map(([key, value]) => ({ namespace, key, value })));
    expect(await other.read(namespace, [...Object.keys(odd), 'nothing'])).toEqual([...Object.values(odd), undefined]);
    expect(await contents(namespace)).toEqual(odd);
    expect(await other.namespaces()).toContain(namespace);
  });

  test('a walk meets each of many records', async () => {
    const namespace = fresh();
    const all = Array.from({ length: 700 }, (_, index) => ({ namespace, key: `k${index}`, value: String(index) }));
    await one.fencedWrite(all);
    expect(await contents(namespace)).toEqual(Object.fromEntries(all.map(({ key, value }) => [key, value])));
    await one.clear(namespace);
    expect(await contents(namespace)).toEqual({});
  });

  test('a walk of a pattern meets the records alone whose keys are so', async () => {
    const namespace = fresh();
    const keys = [
      'record:1-a',
      'record:2-a',
      'record:2-b',
      'record:%-a',
      'record:-a',
      'record:',
      'record:[-]*?\\-a',
      'Record:1-a',
      'xrecord:1-a',
    ];
    const many = Array.from({ length: 700 }, (_, index) => `content:${index}-a`);
    await one.fencedWrite([...keys, ...many].map((key) => ({ namespace, key, value: key })));
    const found = async (pattern: { prefix?: string; suffix?: string }) => {
      const met: string[] = [];
      for await (const entries of other.walk(namespace, pattern)) met.push(...entries.map(([key]) => key));
      return met.toSorted();
    };
    const both = ['record:1-a', 'record:2-a', 'record:%-a', 'record:[-]*?\\-a'];
    expect(await found({ prefix: 'record:', suffix: '-a' })).toEqual(both.toSorted());
    expect(await found({ prefix: 'record:' })).toEqual([...both, 'record:-a', 'record:2-b'].toSorted());
    expect(await found({ prefix: 'content:' })).toHaveLength(700);
    expect(await found({ prefix: 'record:[-]*?\\' })).toEqual(['record:[-]*?\\-a']);
    for (const text of ['%', '_', 'record:_', 'record:*', 'record:?', '[a-z]', '\\', '*', 'r*'])
      expect({ text, found: await found({ prefix: text }) }).toEqual({ text, found: [] });
    expect(await found({ suffix: '*?\\-a' })).toEqual(['record:[-]*?\\-a']);
  });

  test('the last of several writes of one key counts, and null removes', async () => {
    const namespace = fresh();
    const write = (key: string, value: string | null) => ({ namespace, key, value });
    await one.fencedWrite([write('a', '1'), write('b', '1'), write('a', '2'), write('b', null), write('c', null), write('c', '3')]);
    expect(await contents(namespace)).toEqual({ a: '2', c: '3' });
  });

  test('a lease has one holder, its number rises, and it can be given back', async () => {
    const lease = fresh();
    const first = (await one.acquire(lease, 'a', minute))!;
    expect(await other.acquire(lease, 'b', minute)).toBeNull();
    const again = (await one.acquire(lease, 'a', minute))!;
    expect(again.fence).toBeGreaterThan(first.fence);
    expect(await one.renew([first, again], minute)).toEqual([false, true]);
    await one.release([again]);
    const next = (await other.acquire(lease, 'b', minute))!;
    expect(next.fence).toBeGreaterThan(again.fence);
    expect(await one.renew([again], minute)).toEqual([false]);
    // Giving back what is another’s by now changes nothing.
    await one.release([again]);
    expect(await one.acquire(lease, 'a', minute)).toBeNull();
  });

  test('a lease that was given back is not put off by whoever asked for that before, and heard later', async () => {
    const lease = fresh();
    const held = (await one.acquire(lease, 'a', minute))!;
    await one.release([held]);
    expect(await one.renew([held], minute)).toEqual([false]);
    expect(await other.acquire(lease, 'b', minute)).not.toBeNull();
  });

  test('a lease that ran out can be taken, and is renewed where nobody did', async () => {
    const lease = fresh();
    const first = (await one.acquire(lease, 'a', 1))!;
    await expect.poll(async () => (await one.leases()).find(({ name: found }) => found === lease)?.isExpired).toBe(true);
    expect(await one.renew([first], 1)).toEqual([true]);
    await expect.poll(() => other.acquire(lease, 'b', minute)).not.toBeNull();
    expect(await one.renew([first], minute)).toEqual([false]);
  });

  test('of many that ask at once, one gets the lease', async () => {
    const lease = fresh();
    const asked = Array.from({ length: 20 }, (_, index) => (index % 2 ? one : other).acquire(lease, `holder ${index}`, minute));
    expect((await Promise.all(asked)).filter((answer) => answer !== null)).toHaveLength(1);
  });

  test('what is written under a lease that is another’s by now is refused whole', async () => {
    const [lease, namespace] = [fresh(), fresh()];
    const write = (value: string) => ['a', 'b'].map((key) => ({ namespace, key, value }));
    const first = (await one.acquire(lease, 'a', minute))!;
    await one.fencedWrite(write('1'), first);
    await one.release([first]);
    const second = (await other.acquire(lease, 'b', minute))!;
    await other.fencedWrite(write('2'), second);
    await expect(one.fencedWrite(write('3'), first)).rejects.toThrow(LeaseLost);
    await expect(one.fencedWrite([{ namespace, key: 'a', value: null }], first)).rejects.toThrow(LeaseLost);
    await expect(one.clear(namespace, first)).rejects.toThrow(LeaseLost);
    await expect(one.fencedWrite(write('4'), { ...second, holder: 'a' })).rejects.toThrow(LeaseLost);
    await expect(one.fencedWrite(write('5'), { name: fresh(), holder: 'a', fence: 1 })).rejects.toThrow(LeaseLost);
    expect(await contents(namespace)).toEqual({ a: '2', b: '2' });
    expect((await one.leases()).find(({ name: found }) => found === lease)).toMatchObject({ holder: 'b', version: 2, isExpired: false });
  });

  test('between a take-over and writes at the same moment, no write of the former holder comes after the first of the next', async () => {
    for (let round = 0; round < 10; round++) {
      const [lease, namespace] = [fresh(), fresh()];
      const first = (await one.acquire(lease, 'a', 1))!;
      const writes = Array.from({ length: 20 }, (_, index) =>
        one.fencedWrite([{ namespace, key: 'k', value: `a${index}` }], first).then(
          () => 'written',
          (error: unknown) => (error instanceof LeaseLost ? 'refused' : 'failed'),
        ),
      );
      const taking = expect.poll(() => other.acquire(lease, 'b', minute), { interval: 1 }).not.toBeNull();
      const outcomes = await Promise.all(writes);
      await taking;
      expect(outcomes).not.toContain('failed');
      const lease2 = (await other.acquire(lease, 'b', minute))!;
      await other.fencedWrite([{ namespace, key: 'k', value: 'b' }], lease2);
      await expect(one.fencedWrite([{ namespace, key: 'k', value: 'late' }], first)).rejects.toThrow(LeaseLost);
      expect(await contents(namespace)).toEqual({ k: 'b' });
    }
  });
});
