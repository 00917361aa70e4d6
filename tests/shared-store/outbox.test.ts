import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../bridge/src/store/shared/database.ts';
import { checkOutcome } from '../send/check-outcome.ts';
import { dataRows, longRows, rows } from '../send/outcome-rows.ts';
import { startHarness } from '../send/sending-harness.ts';
import { startFaultyRelay } from '../send/start-faulty-relay.ts';
import { databases, type DatabasePlace } from './each-database.ts';
import { openUnderLease } from './open-harness.ts';
import { until } from '../setup/until.ts';

const longText = `${'x'.repeat(70)}\n`.repeat(5_300);

describe.each(['Redis', 'PostgreSQL'] as const)('%s', (name) => {
  let place: DatabasePlace;
  let database: Database;
  let count = 0;
  beforeAll(async () => {
    place = await databases[name]();
    database = await place.open();
  });
  afterAll(async () => {
    await database.close();
    await place[Symbol.asyncDispose]();
  });
  const fresh = () => openUnderLease(database, `account:${count++}`);
  /** The lease runs out at the server; who held it does not know yet. */
  const expire = async (name: string) => database.release((await database.leases()).filter((lease) => lease.name === name));
  const capabilities = ['PIPELINING', 'CHUNKING', 'SIZE 10000000'];

  test.concurrent.each(rows)('$name: $state', async (row) => checkOutcome(capabilities, row, '.short\n..', (await fresh()).outbox()));
  test.concurrent.each(dataRows)('$name: $state', async (row) => checkOutcome(['PIPELINING'], row, 'short', (await fresh()).outbox()));
  test.concurrent.each(longRows)('$name, long: $state', async (row) => checkOutcome([], row, longText, (await fresh()).outbox()));

  test('a long message lies in pieces, and one that was not kept to its end is no message', async () => {
    const { spool, store } = (await fresh()).outbox();
    const bytes = randomBytes(1_700_000);
    const chunks = Array.from({ length: 17 }, (_, index) => bytes.subarray(index * 100_000, (index + 1) * 100_000));
    expect(await spool.keep('long', Readable.from(chunks))).toEqual({
      size: bytes.length,
      pieces: { count: 4, sha256: createHash('sha256').update(bytes).digest('base64url') },
    });
    expect(Buffer.concat(await spool.read('long').toArray()).equals(bytes)).toBe(true);
    expect(await spool.keep('short', Readable.from([Buffer.from('a'), Buffer.from('b')]))).toEqual({ size: 2, text: 'ab' });
    await spool.sweep(new Set(['long']));
    expect(Buffer.concat(await spool.read('long').toArray()).equals(bytes)).toBe(true);
    await spool.remove('long');
    await expect(spool.read('long').toArray()).rejects.toThrow('not in the store');
    expect(await store.get('record:')).toBeUndefined();
  });

  test('whoever takes over finds what had begun as unknown, and the former holder cannot say otherwise', async () => {
    const box = `account:${count++}`;
    const former = await openUnderLease(database, box);
    const isAtEnd = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    await using server = await startFaultyRelay(['PIPELINING']);
    const { store, ...rest } = former.outbox();
    let sets = 0;
    // Accepting it is the first write, the note before the content’s end the second.
    const frozen: typeof store = {
      ...store,
      async setMany(entries) {
        const done = await store.setMany(entries);
        if (++sets !== 2) return done;
        isAtEnd.resolve();
        await goOn.promise;
        return done;
      },
    };
    await using harness = await startHarness({ port: server.port, deps: { ...rest, store: frozen } });
    const { id } = await harness.send({ subject: 'begun' });
    await isAtEnd.promise;
    await expire(box);
    const next = await openUnderLease(database, box, 'b');
    await using taken = await startHarness({ port: server.port, deps: next.outbox() });
    expect(await taken.until()).toMatchObject([{ id, status: { state: 'unknown' } }]);
    goOn.resolve();
    await until(() => expect(harness.errors).toMatchObject([{ storageProblem: 'held-elsewhere' }]));
    expect(former.leases.refusedWrites()).toBe(1);
    expect(await taken.sending.outbox.retry({ id, evenIfTwice: false })).toEqual({ refused: 'might-be-sent-twice' });
    await using again = await startHarness({ port: server.port, deps: next.outbox() });
    expect(await again.until()).toMatchObject([{ id, status: { state: 'unknown' } }]);
    expect(server.taken).toHaveLength(1);
  });

  test('without the lease nothing is sent: the note before the content’s end is refused', async () => {
    const box = `account:${count++}`;
    const former = await openUnderLease(database, box);
    await using server = await startFaultyRelay(['PIPELINING']);
    await using harness = await startHarness({ port: server.port, deps: former.outbox() });
    const { id } = await harness.send({ subject: 'held' }, { holdMs: 60_000 });
    await expire(box);
    await openUnderLease(database, box, 'b');
    await expect(harness.sending.outbox.cancel({ id })).rejects.toMatchObject({ storageProblem: 'held-elsewhere' });
    expect(server.taken).toHaveLength(0);
  });

  test('a store that goes away before the content’s end puts the message off; after it the answer is written once it is back', async () => {
    for (const gone of ['before', 'after'] as const) {
      let now = Date.now();
      const under = await fresh();
      const isThere = Promise.withResolvers<void>();
      await using server = await startFaultyRelay(['PIPELINING'], () => ({}));
      const { store, ...rest } = under.outbox();
      let sets = 0;
      const cutting: typeof store = {
        ...store,
        async setMany(entries) {
          // The note is the second write, the outcome the third.
          if (++sets === (gone === 'before' ? 2 : 3)) {
            await place.server!.kill();
            isThere.resolve();
          }
          return store.setMany(entries);
        },
      };
      await using harness = await startHarness({ port: server.port, deps: { ...rest, store: cutting, now: () => now } });
      const { id } = await harness.send({ subject: gone });
      await isThere.promise;
      await until(() => expect(harness.errors.length).toBeGreaterThan(0));
      const states = async () => (await harness.list()).map(({ status }) => status.state);
      await until(async () => expect(await states()).toEqual([gone === 'before' ? 'deferred' : 'sent']));
      await place.server!.start();
      await until(() => database.leases());
      now += 3_600_000;
      await harness.sending.closeAccount('acc');
      await harness.until();
      expect(server.taken).toHaveLength(1);
      const stored = async () => {
        const [record] = await database.read(`outbox:${under.leases.names()[0]}`, [await keyOf(id)]);
        return record?.includes('"state":"sent"');
      };
      const keyOf = async (wanted: string): Promise<string> => {
        for await (const entries of database.walk(`outbox:${under.leases.names()[0]}`))
          for (const [key] of entries) if (key.startsWith('record:') && key.endsWith(wanted)) return key;
        return '';
      };
      await until(async () => expect(await stored()).toBe(true));
    }
  });
});
