import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { handedOver, type HandedOverOf } from '../../bridge/src/main/sharing/handed-over.ts';
import { createStoredSpool } from '../../bridge/src/send/outbox/stored-spool.ts';
import { createDurableNamespace } from '../../bridge/src/store/durable-namespace.ts';
import type { Database } from '../../bridge/src/store/shared/database.ts';
import { databaseNames, databases, type DatabasePlace } from './each-database.ts';
import { Away, createOutboxBridges } from './open-outbox-bridges.ts';

/** Bytes of the text: one lies in the record's store, the other in pieces. */
const lengths = [
  ['short', 100],
  ['long', 60_000],
] as const;

describe.each(databaseNames)('%s', (name) => {
  let place: DatabasePlace;
  let database: Database;
  let bridges: ReturnType<typeof createOutboxBridges>;
  beforeAll(async () => {
    place = await databases[name]();
    database = await place.open();
    bridges = createOutboxBridges(database);
  });
  afterEach(() => bridges.closeBridges());
  afterAll(async () => {
    bridges[Symbol.dispose]();
    await database.close();
    await place[Symbol.asyncDispose]();
  });
  const openBridge: (typeof bridges)['openBridge'] = (...of) => bridges.openBridge(...of);
  const openGiver = () => bridges.openGiver();
  const inOutbox = () => bridges.inOutbox();
  const waiting = () => bridges.waiting();

  /** Does it once, between the first look for what was handed over and the second. */
  const afterFirstLook = (work: () => Promise<void>): Database => {
    let looks = 0;
    return {
      ...database,
      async *walk(namespace, pattern) {
        if (namespace === handedOver.namespace && ++looks === 2) await work();
        yield* database.walk(namespace, pattern);
      },
    };
  };
  /** Does it once, when what was handed over is about to be moved. */
  const atMove = (work: (write: () => Promise<void>) => Promise<void>): Database => {
    let isFirst = true;
    return {
      ...database,
      async fencedWrite(writes, lease) {
        const write = () => database.fencedWrite(writes, lease);
        if (!isFirst || !writes.some(({ namespace }) => namespace === handedOver.namespace)) return write();
        isFirst = false;
        await work(write);
      },
    };
  };

  test.each(lengths)('a %s message that comes after the first look is taken with the next, whole', async (_, length) => {
    const giver = openGiver();
    const first = await giver.send('first', 60_000);
    let late = '';
    const holder = openBridge(
      'holder',
      afterFirstLook(async () => {
        const { entry } = await giver.send('late', length);
        late = entry.messageId;
        await giver.handOver.give({ kind: 'outbox', accountId: bridges.account(), act: 'cancel', request: { id: entry.id } });
      }),
    );
    await holder.take();
    await holder.adopt();
    expect(await inOutbox()).toEqual([first.entry.messageId]);
    expect((await waiting()).map(({ kind }) => kind)).toEqual(['message', 'outbox']);
    await holder.adopt();
    expect(await inOutbox()).toEqual([first.entry.messageId, late].toSorted());
    expect(await waiting()).toEqual([]);
    expect((await holder.sending.outbox.list({ limit: 9 })).entries.find((entry) => entry.messageId === late)).toMatchObject({
      status: { state: 'cancelled' },
    });
  });

  /** As earlier bridges did it: under the id of the message alone, whoever did so before. */
  const giveAsBefore = async (giver: ReturnType<typeof openGiver>, one: HandedOverOf<'message'>, content: string) => {
    const { handOverId: _, pieces: __, text: ___, ...before } = one;
    await createStoredSpool(createDurableNamespace(giver.store, handedOver.spool)).keep(one.id, Buffer.from(content));
    await giver.handOver.give(before);
  };
  const givenBy = (giver: ReturnType<typeof openGiver>): HandedOverOf<'message'> => {
    const one = giver.handOver.waiting(bridges.account()).find(({ kind }) => kind === 'message');
    return one?.kind === 'message' ? one : expect.fail();
  };

  test('a message that an earlier bridge handed over in the place of another is taken whole', async () => {
    const giver = openGiver();
    const { entry } = await giver.send('first', 60_000);
    const one = givenBy(giver);
    await giver.handOver.withdraw([one]);
    await giveAsBefore(giver, one, `Message-ID: ${entry.messageId}\r\n${'y'.repeat(60_000)}`);
    const holder = openBridge(
      'holder',
      afterFirstLook(async () => {
        const record = { ...one.record, entry: { ...entry, messageId: '<other@mail.test>' } };
        await giveAsBefore(giver, { ...one, record }, `Message-ID: <other@mail.test>\r\n${'z'.repeat(90_000)}`);
      }),
    );
    await holder.take();
    await holder.adopt();
    await holder.adopt();
    expect(await inOutbox()).toEqual(['<other@mail.test>']);
    expect(await waiting()).toEqual([]);
  });

  test.each(lengths)('a %s message that is taken at both stays as the bridge with the account has it', async (_, length) => {
    const giver = openGiver();
    const given = await giver.send('both', length);
    const holder = openBridge('holder');
    await holder.take();
    const own = await holder.send('both', length);
    expect(own.entry.messageId).not.toBe(given.entry.messageId);
    await holder.adopt();
    expect(await inOutbox()).toEqual([own.entry.messageId]);
    expect(await waiting()).toEqual([]);
  });

  test.each(lengths)('a %s message that is sent again while it is taken is met as it is', async (_, length) => {
    const giver = openGiver();
    const given = await giver.send('again', length);
    let again: ReturnType<typeof giver.send> | undefined;
    let isAnswered = false;
    const holder = openBridge(
      'holder',
      atMove(async (write) => {
        again = holder.send('again', length).finally(() => (isAnswered = true));
        // Others are taken all the same.
        await holder.send('other', length);
        expect(isAnswered).toBe(false);
        await write();
      }),
    );
    await holder.take();
    await holder.adopt();
    expect(await again).toMatchObject({ existing: true, entry: { messageId: given.entry.messageId } });
    const other = await holder.send('other', length);
    expect(await inOutbox()).toEqual([given.entry.messageId, other.entry.messageId].toSorted());
  });

  test.each(lengths)('a %s message that may have been taken, the answer being lost, is not accepted beside it', async (_, length) => {
    const giver = openGiver();
    const given = await giver.send('lost', length);
    let again: Promise<unknown> | undefined;
    const holder = openBridge(
      'holder',
      atMove(async (write) => {
        again = holder.send('lost', length).catch((error: unknown) => error);
        await write();
        throw new Away();
      }),
    );
    await holder.take();
    await expect(holder.adopt()).rejects.toThrow(Away);
    expect(await again).toBeInstanceOf(Away);
    await expect(holder.send('lost', length)).rejects.toThrow(Away);
    await bridges.giveUpLease();
    const next = openBridge('next');
    await next.take();
    expect(await next.send('lost', length)).toMatchObject({ existing: true, entry: { messageId: given.entry.messageId } });
    expect(await inOutbox()).toEqual([given.entry.messageId]);
  });

  test('on a store that nothing is sent from changes are taken all the same, and what is asked of an outbox is refused at once', async () => {
    const giver = openGiver();
    const { entry } = await giver.send('before', 100);
    const careful = openBridge('careful', database, false);
    const change = { id: 'c', mailboxId: 'm', uidValidity: 1, messages: [], action: { kind: 'trash' as const }, subject: '', at: 1 };
    await careful.handOver.give({ kind: 'change', accountId: bridges.account(), id: 'c', change });
    await expect(careful.send('more', 100)).rejects.toThrow(Away);
    await expect(careful.sending.outbox.cancel({ id: entry.id })).rejects.toThrow(Away);
    expect((await waiting()).map(({ kind }) => kind).toSorted()).toEqual(['change', 'message']);
    await careful.take();
    await careful.adopt();
    expect(await waiting()).toEqual([]);
    expect(await careful.store.namespace('changes').get(bridges.account())).toEqual([change]);
    expect(await inOutbox()).toEqual([entry.messageId]);
  });
});
