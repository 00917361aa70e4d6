import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openChangeRecords } from '../../bridge/src/changes/change-records.ts';
import { createAnswerActs } from '../../bridge/src/main/sharing/answer-acts.ts';
import { createAdoption, type AdoptionDeps } from '../../bridge/src/main/sharing/adopt-handed-over.ts';
import { createHandOver } from '../../bridge/src/main/sharing/hand-over.ts';
import { handedOver } from '../../bridge/src/main/sharing/handed-over.ts';
import { leaseOf } from '../../bridge/src/main/sharing/open-shared-place.ts';
import { createStoredSpool } from '../../bridge/src/send/outbox/stored-spool.ts';
import type { OutboxRecord } from '../../bridge/src/send/outbox/outbox-record.ts';
import { createDurableNamespace } from '../../bridge/src/store/durable-namespace.ts';
import { createSharedStore } from '../../bridge/src/store/shared/create-shared-store.ts';
import type { Database } from '../../bridge/src/store/shared/database.ts';
import { createHeldLeases } from '../../bridge/src/store/shared/held-leases.ts';
import { createOutboxRecord } from '../send/create-outbox-record.ts';
import { databaseNames, databases, type DatabasePlace } from './each-database.ts';

const message = (accountId: string, id: string, spooled: boolean): OutboxRecord =>
  createOutboxRecord({ id, accountId, status: { state: 'queued', heldUntil: Date.now() + 3_600_000 } }, { spooled });
const change = (id: string) => ({
  id,
  mailboxId: 'm',
  uidValidity: 1,
  messages: [{ uid: 7, messageId: null }],
  action: { kind: 'trash' as const },
  subject: id,
  at: 1,
});
const longContent = Buffer.alloc(60_000, 'y');

class Killed extends Error {}

describe.each(databaseNames)('%s', (name) => {
  let place: DatabasePlace;
  let database: Database;
  beforeAll(async () => {
    place = await databases[name]();
    database = await place.open();
  });
  afterAll(async () => {
    await database.close();
    await place[Symbol.asyncDispose]();
  });

  /** A bridge, over a database of its own that may end in the middle. */
  const openBridge = (holder: string, over: Database = database) => {
    const leases = createHeldLeases({ database: over, holder, durationMs: 60_000, onLost: () => {} });
    const store = createSharedStore(over, leases, leaseOf);
    const acts: string[] = [];
    const reported: string[] = [];
    const changes = openChangeRecords(createDurableNamespace(store, 'changes'), (problem) => reported.push(problem));
    const known = new Set<string>();
    const outbox = { cancel: async ({ id }: { id: string }) => (acts.push(id), { refused: 'not-found' }) } as never;
    const deps: AdoptionDeps = {
      place: { database: over, store, leases },
      handOver: createHandOver(store, () => expect.fail()),
      changes: { adopt: async (of, work) => void (await changes.writtenBy(of, work)) },
      outboxes: {
        fingerprintOf: (id) => (known.has(id) ? message('', id, false).fingerprint : undefined),
        adopt: async (_, __, write) => (await write()).forEach(({ entry }) => known.add(entry.id)),
      },
      answerActs: createAnswerActs({ store, outboxes: async () => ({ outbox }), report: () => expect.fail() }).answer,
    };
    return { leases, store, acts, reported, handOver: deps.handOver as ReturnType<typeof createHandOver>, adopt: createAdoption(deps) };
  };
  const give = async (account: string) => {
    const { handOver, store } = openBridge('giver');
    await handOver.give({ kind: 'change', accountId: account, id: 'c1', change: change('c1') });
    await handOver.give({ kind: 'message', accountId: account, id: 'short', record: message(account, 'short', false), text: 'hello' });
    await createStoredSpool(createDurableNamespace(store, handedOver.spool)).keep(`long-${account}`, longContent);
    await handOver.give({ kind: 'message', accountId: account, id: `long-${account}`, record: message(account, `long-${account}`, true) });
    await handOver.give({ kind: 'change', accountId: account, id: 'c2', change: change('c2') });
    await handOver.give({ kind: 'outbox', accountId: account, id: `act-${account}`, act: 'cancel', request: { id: 'short' } });
  };
  const found = async (account: string) => {
    const { handOver, store } = openBridge('reader');
    const changes = ((await store.namespace<{ id: string }[]>('changes').get(account)) ?? []).map(({ id }) => id);
    const outbox: string[] = [];
    const held: number[] = [];
    for await (const [key, stored] of store.namespace(`outbox:${account}`).iterator() as AsyncIterable<[string, OutboxRecord]>)
      if (key.startsWith('record:')) {
        outbox.push(stored.entry.id);
        if (stored.entry.status.state === 'queued') held.push(stored.entry.status.heldUntil);
      }
    const waiting = (await handOver.read()).all.filter((one) => one.accountId === account).map(({ id }) => id);
    return { changes, outbox: outbox.toSorted(), waiting, held };
  };

  test('everything is taken once, in its order, whenever the bridge that takes it ends', async () => {
    let isCut = true;
    for (let last = 0; isCut; last++) {
      const account = `cut-${last}`;
      await give(account);
      isCut = false;
      let calls = 0;
      const ending = new Proxy(database, {
        get(target, called: keyof Database) {
          const value = target[called];
          if (typeof value !== 'function') return value;
          return (...args: never[]) => {
            if (calls++ < last) return (value as (...given: never[]) => unknown).apply(target, args);
            isCut = true;
            throw new Killed();
          };
        },
      });
      const first = openBridge('first', ending);
      const taken = await first.leases
        .take(`account:${account}`)
        .then(() => first.adopt(account))
        .catch((error: unknown) => error);
      if (isCut) expect(taken).toBeInstanceOf(Killed);
      await database.release((await database.leases()).filter((lease) => lease.name === `account:${account}`));
      const next = openBridge('next');
      await next.leases.take(`account:${account}`);
      await next.adopt(account);
      await next.adopt(account);
      const now = await found(account);
      expect(now, `ended at call ${last}`).toMatchObject({ changes: ['c1', 'c2'], outbox: [`long-${account}`, 'short'], waiting: [] });
      // By the clock of this bridge: the one that took them is an hour ahead.
      expect(Math.max(...now.held)).toBeLessThan(Date.now() + 60_000);
      expect([...first.acts, ...next.acts].length).toBeLessThanOrEqual(1);
      const spool = createStoredSpool(createDurableNamespace(next.store, `outbox:${account}:spool`));
      expect(Buffer.concat(await spool.read(`long-${account}`).toArray()).equals(longContent)).toBe(true);
    }
  }, 60_000);

  test('a bridge that stopped in the middle of taking it, for longer than its lease, writes nothing afterwards', async () => {
    const account = 'frozen';
    await give(account);
    const isAtIt = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    const freezing: Database = {
      ...database,
      async fencedWrite(writes, lease) {
        if (writes.some(({ namespace }) => namespace === handedOver.namespace)) {
          isAtIt.resolve();
          await goOn.promise;
        }
        return database.fencedWrite(writes, lease);
      },
    };
    const frozen = openBridge('frozen', freezing);
    await frozen.leases.take('account:frozen');
    const adopting = frozen.adopt(account);
    await isAtIt.promise;
    await database.release((await database.leases()).filter((lease) => lease.name === 'account:frozen'));
    const next = openBridge('next');
    await next.leases.take('account:frozen');
    await next.adopt(account);
    // The next bridge has carried out the first change meanwhile.
    await next.store.namespace('changes').set(account, [change('c2')]);
    goOn.resolve();
    await expect(adopting).rejects.toMatchObject({ storageProblem: 'held-elsewhere' });
    expect(frozen.leases.refusedWrites()).toBe(1);
    expect(await found(account)).toMatchObject({ changes: ['c2'], waiting: [] });
    expect({ frozen: frozen.acts, next: next.acts }).toEqual({ frozen: [], next: ['short'] });
  });

  test('the same message that was taken by both bridges is kept once', async () => {
    const account = 'twice';
    await give(account);
    const bridge = openBridge('both');
    await bridge.leases.take('account:twice');
    await bridge.adopt(account);
    const { handOver } = openBridge('giver');
    await handOver.give({ kind: 'message', accountId: account, id: 'short', record: message(account, 'short', false), text: 'hello' });
    await bridge.adopt(account);
    expect(await found(account)).toMatchObject({ outbox: ['long-twice', 'short'], waiting: [] });
  });

  let damaged = 0;
  test.each(['{"value":[{"id":', '', 'no JSON', '{}', '{"value":[{"id":7}]}', '[]', 'null'])(
    'changes that are damaged in the store keep nothing from being taken: %s',
    async (text) => {
      const account = `damaged-${damaged++}`;
      await give(account);
      await database.fencedWrite([{ namespace: 'changes', key: account, value: text }]);
      const bridge = openBridge('taker');
      await bridge.leases.take(`account:${account}`);
      await bridge.adopt(account);
      expect(await found(account)).toMatchObject({ changes: ['c1', 'c2'], outbox: [`long-${account}`, 'short'], waiting: [] });
      await bridge.adopt(account);
      expect(bridge.reported.length).toBeLessThanOrEqual(1);
    },
  );
});
