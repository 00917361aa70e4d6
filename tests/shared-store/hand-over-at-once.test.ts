import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createStoredSpool } from '../../bridge/src/send/outbox/stored-spool.ts';
import { createDurableNamespace } from '../../bridge/src/store/durable-namespace.ts';
import type { Database } from '../../bridge/src/store/shared/database.ts';
import { handedOver, type HandedOverOf } from '../../bridge/src/main/sharing/handed-over.ts';
import { createRandom } from '../sync/seeded-random.ts';
import { databaseNames, databases, type DatabasePlace } from './each-database.ts';
import { createOutboxBridges } from './open-outbox-bridges.ts';
import { createPlayer, playInTurns } from './play-in-turns.ts';

/** Two in which pieces would be mixed that lie under the same id; all in a soak. */
const seeds = process.env['KURRIER_SOAK'] === '1' ? Array.from({ length: 200 }, (_, index) => index + 1) : [7, 10];
/** Characters of text that are three pieces and the end, once they are written for mail. */
const long = 390_000;

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

  /** Two bridges hand a message over under the same key, each call of theirs at the store in turn; then whoever has the account takes it. */
  const handOverBoth = async (choose: (count: number) => number, letters: readonly [string, string], length: number) => {
    bridges.openGiver();
    const players = letters.map(() => createPlayer(database));
    const givers = players.map((player, index) => bridges.openBridge(`giver ${index}`, player.database));
    const answers: Awaited<ReturnType<(typeof givers)[0]['send']>>[] = [];
    const problems: unknown[] = [];
    for (const [index, player] of players.entries())
      player.begin(async () => {
        try {
          answers.push(await givers[index]!.send('same', length, letters[index]));
        } catch (error) {
          problems.push(error);
        }
      });
    await playInTurns(players, choose);
    const holder = bridges.openBridge('holder');
    await holder.take();
    await holder.adopt();
    return { holder, answers, problems };
  };
  const left = async () => {
    const names = await database.namespaces();
    return names.filter((one) => one.startsWith('handed-over'));
  };

  const orders = ['in turns', ...seeds.map((seed) => `seed ${seed}`)].map((order): [string, (count: number) => number] => {
    const random = createRandom(Number(order.slice('seed '.length)));
    let turn = 0;
    return [order, (count) => (order === 'in turns' ? turn++ % count : random.int(0, count - 1))];
  });
  test.each(orders)('one long message that two bridges hand over at once is taken once, whole: %s', async (_, choose) => {
    const { holder, answers, problems } = await handOverBoth(choose, ['ä', 'ä'], long);
    expect(problems).toEqual([]);
    const taken = await bridges.inOutbox();
    expect(taken).toHaveLength(1);
    expect(answers.map(({ entry }) => entry.messageId)).toContain(taken[0]);
    expect(await left()).toEqual([]);
    await holder.adopt();
    expect(await bridges.inOutbox()).toEqual(taken);
  });

  test.each(orders)('two messages that two bridges hand over under one key at once are lost neither: %s', async (_, choose) => {
    const { answers, problems } = await handOverBoth(choose, ['ä', 'ö'], long);
    // Whoever saw the other one was refused.
    expect(problems.every((problem) => String(problem).includes('key-reused'))).toBe(true);
    expect(await bridges.inOutbox()).toEqual(answers.map(({ entry }) => entry.messageId).toSorted());
    expect(await left()).toEqual([]);
  });

  /** The one that starts makes some calls, then the one that gives, then each the rest of its own. */
  const interruptions = [0, 1, 2, 3].flatMap((before) => [1, 3, 5, 99].map((between) => ({ before, between })));
  test.each(interruptions)('what a starting bridge removes is no message that another hands over: %o', async ({ before, between }) => {
    let turn = 0;
    const choose = (count: number): number => (count === 2 && turn++ >= before && turn <= before + between ? 1 : 0);
    const giver = bridges.openGiver();
    await createStoredSpool(createDurableNamespace(giver.store, handedOver.spool)).keep('left', Buffer.alloc(60_000, 'y'));
    const [starting, giving] = [createPlayer(database), createPlayer(database)];
    starting.begin(() => bridges.openBridge('starting', starting.database).removeLeftovers());
    let messageId: string | undefined;
    giving.begin(async () => {
      messageId = (await bridges.openBridge('giving', giving.database).send('meanwhile', 60_000, 'ä')).entry.messageId;
    });
    await playInTurns([starting, giving], choose);
    const holder = bridges.openBridge('holder');
    await holder.take();
    await holder.adopt();
    expect(await bridges.inOutbox()).toEqual([messageId]);
    await bridges.closeBridges();
    await bridges.openBridge('alone').removeLeftovers();
    expect(await left()).toEqual([]);
  });

  test('of two that are the same message, the one that has all of its content is taken', async () => {
    let turn = 0;
    bridges.openGiver();
    const players = [createPlayer(database), createPlayer(database)];
    const givers = players.map((player, index) => bridges.openBridge(`giver ${index}`, player.database));
    for (const [index, player] of players.entries()) player.begin(async () => void (await givers[index]!.send('same', long, 'ä')));
    await playInTurns(players, (count) => turn++ % count);
    const [first, second] = (await bridges.openBridge('reader').handOver.read()).all.filter(
      (one) => one.kind === 'message' && one.accountId === bridges.account(),
    ) as HandedOverOf<'message'>[];
    const spool = createDurableNamespace(bridges.openBridge('reader').store, handedOver.spool);
    await spool.setMany([{ key: `${first!.handOverId}:000001`, value: Buffer.from('other').toString('base64') }]);
    const holder = bridges.openBridge('holder');
    await holder.take();
    await holder.adopt();
    expect(await bridges.inOutbox()).toEqual([second!.record.entry.messageId]);
    expect(await left()).toEqual([]);
  });

  test.each(['is gone', 'is another', 'is none'])('a message of which a piece %s is never sent as though it were whole', async (what) => {
    const giver = bridges.openGiver();
    const { entry } = await giver.send('broken', long, 'ä');
    const [one] = giver.handOver.waiting(bridges.account());
    if (one?.kind !== 'message') return expect.fail();
    const pieces = createDurableNamespace(giver.store, handedOver.spool);
    const key = `${one.handOverId}:000001`;
    if (what === 'is gone') await pieces.deleteMany([key]);
    else await pieces.setMany([{ key, value: what === 'is none' ? 7 : Buffer.from('other').toString('base64') }]);
    const holder = bridges.openBridge('holder');
    await holder.take();
    await holder.adopt();
    const own = createStoredSpool(createDurableNamespace(holder.store, `outbox:${bridges.account()}:spool`));
    expect(holder.sending.fingerprintOf(entry.id)).toBe(one.record.fingerprint);
    await expect(own.read(entry.id).toArray()).rejects.toThrow('a piece of the message is not in the store');
  });

  test('of an outbox with many messages nothing is read to hand over one', async () => {
    const giver = bridges.openGiver();
    const namespace = `outbox:${bridges.account()}`;
    const record = JSON.stringify({ value: { entry: { id: 'other' } } });
    const many = Array.from({ length: 120 }, (_, index) => [`record:${index}-other`, `content:${index}-other`, `begun:${index}`]).flat();
    await database.fencedWrite(many.map((key) => ({ namespace, key, value: record })));
    let readRecords = 0;
    const counting = bridges.openBridge('counting', {
      ...database,
      async *walk(of, pattern) {
        for await (const entries of database.walk(of, pattern)) {
          if (of === namespace) readRecords += entries.length;
          yield entries;
        }
      },
    });
    const { entry } = await counting.send('new', 100);
    expect(readRecords).toBe(0);
    const holder = bridges.openBridge('holder');
    await database.clear(namespace);
    await holder.take();
    await holder.adopt();
    expect(await counting.send('new', 100)).toMatchObject({ existing: true, entry: { messageId: entry.messageId } });
    expect(await giver.send('new', 100)).toMatchObject({ existing: true, entry: { messageId: entry.messageId } });
    expect(readRecords).toBe(1);
  });

  test('an account is put down once what is being accepted for it is in its outbox', async () => {
    bridges.openGiver();
    const isAtIt = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    const holder = bridges.openBridge('holder', {
      ...database,
      async fencedWrite(writes, lease) {
        if (writes.some(({ namespace }) => namespace.endsWith(':spool'))) {
          isAtIt.resolve();
          await goOn.promise;
        }
        await database.fencedWrite(writes, lease);
      },
    });
    await holder.take();
    const sent = holder.send('slow', long, 'ä');
    await isAtIt.promise;
    let isDown = false;
    const down = holder.sending.drop(bridges.account()).then(() => (isDown = true));
    for (let look = 0; look < 5; look++) await bridges.waiting();
    expect(isDown).toBe(false);
    goOn.resolve();
    await down;
    expect(await bridges.inOutbox()).toEqual([(await sent).entry.messageId]);
  });

  test('what could not be handed over leaves no pieces once the store is there again', async () => {
    bridges.openGiver();
    let isAway = true;
    const giver = bridges.openBridge('giver', {
      ...database,
      async fencedWrite(writes, lease) {
        if (isAway && writes.some(({ namespace }) => namespace === handedOver.namespace)) throw new Error('away');
        await database.fencedWrite(writes, lease);
      },
    });
    await expect(giver.send('first', long, 'ä')).rejects.toThrow('away');
    await expect(giver.send('first', long, 'ä')).rejects.toThrow('away');
    isAway = false;
    const { entry } = await giver.send('first', long, 'ä');
    const holder = bridges.openBridge('holder');
    await holder.take();
    await holder.adopt();
    expect(await bridges.inOutbox()).toEqual([entry.messageId]);
    expect(await left()).toEqual([]);
  });
});
