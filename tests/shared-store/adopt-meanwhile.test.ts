import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fail } from '@kurrier/shared/failure/outcome';
import { undoMs } from '@kurrier/shared/mail/outbox';
import { OutgoingMessage } from '@kurrier/shared/mail/outgoing-message';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openChangeRecords } from '../../bridge/src/changes/change-records.ts';
import { createAdoption, type AdoptionDeps } from '../../bridge/src/main/sharing/adopt-handed-over.ts';
import { createHandOver } from '../../bridge/src/main/sharing/hand-over.ts';
import { handedOver } from '../../bridge/src/main/sharing/handed-over.ts';
import { openSharedOutboxes } from '../../bridge/src/main/sharing/open-outboxes.ts';
import { leaseOf } from '../../bridge/src/main/sharing/open-shared-place.ts';
import { connectionLimits } from '../../bridge/src/send/delivery/plan-connections.ts';
import type { OutboxRecord } from '../../bridge/src/send/outbox/outbox-record.ts';
import { contentKey } from '../../bridge/src/send/outbox/outbox-store.ts';
import { createStoredSpool } from '../../bridge/src/send/outbox/stored-spool.ts';
import { composeMessage } from '../../bridge/src/smtp/compose-message.ts';
import { createDurableNamespace } from '../../bridge/src/store/durable-namespace.ts';
import { createSharedStore } from '../../bridge/src/store/shared/create-shared-store.ts';
import type { Database } from '../../bridge/src/store/shared/database.ts';
import { createHeldLeases } from '../../bridge/src/store/shared/held-leases.ts';
import { databaseNames, databases, type DatabasePlace } from './each-database.ts';

/** Bytes of the text: one lies in the record's store, the other in pieces. */
const lengths = [
  ['short', 100],
  ['long', 60_000],
] as const;

class Away extends Error {}

describe.each(databaseNames)('%s', (name) => {
  let place: DatabasePlace;
  let database: Database;
  let folder: string;
  let account = '';
  let count = 0;
  const opened: { close: () => Promise<void> }[] = [];
  beforeAll(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'adopt-'));
    place = await databases[name]();
    database = await place.open();
  });
  afterEach(async () => {
    for (const sending of opened.splice(0)) await sending.close();
  });
  afterAll(async () => {
    await database.close();
    await place[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true });
  });

  /** A bridge with its outboxes, over a database of its own. */
  const openBridge = (holder: string, over: Database = database, canSend = true) => {
    const leases = createHeldLeases({ database: over, holder, durationMs: 60_000, onLost: () => {} });
    const store = createSharedStore(over, leases, leaseOf);
    const handOver = createHandOver(store, () => expect.fail());
    handOver.open();
    const sending = openSharedOutboxes(
      { store, handOver, canSend, refuse: () => new Away() },
      {
        folder,
        compose: composeMessage,
        findAccount: async () => ({ address: 'ann@mail.test', hasSmtp: true, hasImap: false }),
        filesCopies: () => false,
        aliasesOf: async () => [],
        limitsOf: () => connectionLimits.pooled,
        largestMessage: () => undefined,
        openSession: async () => fail({ kind: 'mailbox.not_found', stage: 'mailbox', leg: 'imap', confidence: 'certain' }),
        openSent: async () => fail({ kind: 'mailbox.not_found', stage: 'mailbox', leg: 'imap', confidence: 'certain' }),
        publish: () => {},
        publishForgotten: () => {},
        setAside: async () => expect.fail(),
        report: () => expect.fail(),
      },
      async () => [account],
    );
    opened.push(sending);
    const records = openChangeRecords(createDurableNamespace(store, 'changes'), () => expect.fail());
    const changes: AdoptionDeps['changes'] = { adopt: async (of, work) => void (await records.writtenBy(of, work)) };
    const adopt = createAdoption({
      place: { database: over, store, leases },
      handOver,
      changes,
      outboxes: sending,
    });
    return {
      store,
      handOver,
      sending,
      adopt: () => adopt(account),
      async take() {
        await leases.take(`account:${account}`);
        await sending.take(account);
      },
      async send(key: string, length: number) {
        const text = 'y'
          .repeat(70)
          .concat('\n')
          .repeat(length / 71 + 1);
        const message = OutgoingMessage.parse({
          from: { address: 'ann@mail.test' },
          to: [{ address: 'bob@mail.test' }],
          subject: key,
          text,
        });
        const answer = await sending.sendMessage({ accountId: account, idempotencyKey: `key-${key}`, holdMs: undoMs, message });
        if (!('entry' in answer)) throw new Error(JSON.stringify(answer));
        return answer;
      },
    };
  };
  const openGiver = () => {
    account = `account-${count++}`;
    return openBridge('giver');
  };
  const giveUpLease = async () => database.release((await database.leases()).filter((lease) => lease.name === `account:${account}`));

  /** Message ids of what lies in the outbox, each of whose content is found to be its own. */
  const inOutbox = async () => {
    const store = createSharedStore(database, { write: () => expect.fail() }, leaseOf);
    const records = store.namespace<unknown>(`outbox:${account}`);
    const found: string[] = [];
    for await (const [key, stored] of records.iterator() as AsyncIterable<[string, OutboxRecord]>) {
      if (!key.startsWith('record:')) continue;
      const spool = createStoredSpool(createDurableNamespace(store, `outbox:${account}:spool`));
      const content = stored.spooled
        ? Buffer.concat(await spool.read(stored.entry.id).toArray()).toString()
        : await records.get(contentKey(stored));
      expect(content).toContain(`Message-ID: ${stored.entry.messageId}`);
      found.push(stored.entry.messageId);
    }
    return found.toSorted();
  };
  const waiting = async () => {
    const { all } = await openBridge('reader').handOver.read();
    return all.filter((one) => one.accountId === account);
  };
  /** Does it once, between the first look for what was handed over and the second. */
  const afterFirstLook = (work: () => Promise<void>): Database => {
    let looks = 0;
    return {
      ...database,
      async *walk(namespace) {
        if (namespace === handedOver.namespace && ++looks === 2) await work();
        yield* database.walk(namespace);
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
        await giver.handOver.give({ kind: 'outbox', accountId: account, act: 'cancel', request: { id: entry.id } });
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

  test('a message that is handed over in the place of another is taken whole', async () => {
    const giver = openGiver();
    const { entry } = await giver.send('first', 60_000);
    const holder = openBridge(
      'holder',
      afterFirstLook(async () => {
        const [one] = giver.handOver.waiting(account);
        if (one?.kind !== 'message') return expect.fail();
        const other = `Message-ID: <other@mail.test>\r\n${'z'.repeat(90_000)}`;
        await createStoredSpool(createDurableNamespace(giver.store, handedOver.spool)).keep(entry.id, Buffer.from(other));
        await giver.handOver.give({ ...one, record: { ...one.record, entry: { ...entry, messageId: '<other@mail.test>' } } });
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
    await giveUpLease();
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
    await careful.handOver.give({ kind: 'change', accountId: account, id: 'c', change });
    await expect(careful.send('more', 100)).rejects.toThrow(Away);
    await expect(careful.sending.outbox.cancel({ id: entry.id })).rejects.toThrow(Away);
    expect((await waiting()).map(({ kind }) => kind).toSorted()).toEqual(['change', 'message']);
    await careful.take();
    await careful.adopt();
    expect(await waiting()).toEqual([]);
    expect(await careful.store.namespace('changes').get(account)).toEqual([change]);
    expect(await inOutbox()).toEqual([entry.messageId]);
  });
});
