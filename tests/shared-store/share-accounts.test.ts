import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { assembleSharing } from '../../bridge/src/main/sharing/assemble-sharing.ts';
import { createHandOver } from '../../bridge/src/main/sharing/hand-over.ts';
import { handedOver } from '../../bridge/src/main/sharing/handed-over.ts';
import { leaseOf, type SharedPlace } from '../../bridge/src/main/sharing/open-shared-place.ts';
import { createSharing } from '../../bridge/src/main/sharing/share-accounts.ts';
import { createSharedStore } from '../../bridge/src/store/shared/create-shared-store.ts';
import { createHeldLeases } from '../../bridge/src/store/shared/held-leases.ts';
import { openSqliteDatabase } from '../../bridge/src/store/shared/sqlite-database.ts';
import { createOutboxRecord } from '../send/create-outbox-record.ts';

const dir = mkdtempSync(path.join(os.tmpdir(), 'kurrier-sharing-'));
const database = openSqliteDatabase(path.join(dir, 'shared.sqlite'));
afterAll(async () => {
  await database.close();
  rmSync(dir, { recursive: true });
});

test.each(['taken up', 'put down'] as const)(
  'what is being %s when the bridge ends is over, and its lease given back, before the end',
  async (way) => {
    let ids = ['x', 'y'];
    const steps: string[] = [];
    const reported: unknown[] = [];
    const isAtIt = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    const stall = async (): Promise<void> => {
      isAtIt.resolve();
      await goOn.promise;
    };
    const stalling: typeof database = {
      ...database,
      async acquire(...asked) {
        if (way === 'taken up' && asked[0] === 'account:x') await stall();
        return database.acquire(...asked);
      },
    };
    const leases = createHeldLeases({ database: stalling, holder: 'a', durationMs: 60_000, onLost: () => {} });
    const sharing = createSharing({
      place: { database, leases, holder: 'a', roundMs: 1, onLost: () => {} },
      accountIds: async () => ids,
      canServe: () => true,
      async onServed(accountId, isOurs) {
        if (way === 'put down' && accountId === 'x' && !isOurs) await stall();
        steps.push(`${accountId} ${isOurs ? 'taken up' : 'put down'}`);
      },
      onChanged: async () => {},
      readHandedOver: async () => ({ all: [], show: async () => {} }),
      adopt: async () => {},
      withdraw: async () => {},
      removeRest: async () => {},
      onAccountsChanged: async () => {},
      report: (_, error) => reported.push(error),
    });
    await sharing.start();
    await expect.poll(() => sharing.isOurs('y') && (way === 'taken up' || sharing.isOurs('x'))).toBe(true);
    // Removed at another bridge: put down.
    if (way === 'put down') ids = ['y'];
    await isAtIt.promise;
    const closed = sharing.close().then(() => steps.push('closed'));
    await expect.poll(() => steps).toContain('y put down');
    // SQLite answers at once: whatever does not wait for the other account is over by the next turn.
    await setImmediate();
    expect(steps).not.toContain('closed');
    goOn.resolve();
    await closed;
    expect(steps.at(-1)).toBe('closed');
    expect(steps.filter((step) => step.startsWith('x'))).toEqual(['x taken up', 'x put down']);
    expect(leases.names()).toEqual([]);
    expect((await database.leases()).every(({ isExpired }) => isExpired)).toBe(true);
    expect(reported).toEqual([]);
  },
);

test('what is left of a removed account is removed in a later round where the store failed just then', async () => {
  let ids = ['gone', 'there'];
  const reported: unknown[] = [];
  const leases = createHeldLeases({ database, holder: 'remover', durationMs: 60_000, onLost: () => {} });
  const under: boolean[] = [];
  const sharing = createSharing({
    place: { database, leases, holder: 'remover', roundMs: 1, onLost: () => {} },
    accountIds: async () => ids,
    canServe: () => true,
    onServed: async () => {},
    onChanged: async () => {},
    readHandedOver: async () => ({ all: [], show: async () => {} }),
    adopt: async () => {},
    withdraw: async () => {},
    async removeRest(accountId) {
      under.push(accountId === 'gone' && leases.has('account:gone'));
      if (under.length < 3) throw new Error(`away ${under.length}`);
    },
    onAccountsChanged: async () => {},
    report: (_, error) => reported.push((error as Error).message),
  });
  await sharing.start();
  await expect.poll(() => sharing.isOurs('gone') && sharing.isOurs('there')).toBe(true);
  ids = ['there'];
  await expect.poll(() => under.length === 3 && !leases.has('account:gone')).toBe(true);
  await sharing.close();
  expect({ under, reported, held: leases.names() }).toEqual({ under: [true, true, true], reported: ['away 1', 'away 2'], held: [] });
});

/** A bridge that shares, whose every round is the next moment. */
const openSharing = (holder: string, deps: Partial<Parameters<typeof createSharing>[0]>) => {
  const leases = createHeldLeases({ database, holder, durationMs: 60_000, onLost: () => {} });
  const nothing = async () => {};
  const sharing = createSharing({
    place: { database, leases, holder, roundMs: 1, onLost: () => {} },
    accountIds: async () => [],
    canServe: () => true,
    onServed: nothing,
    onChanged: nothing,
    readHandedOver: async () => ({ all: [], show: nothing }),
    adopt: nothing,
    withdraw: nothing,
    removeRest: nothing,
    onAccountsChanged: nothing,
    report: (_, error) => expect.fail(String(error)),
    ...deps,
  });
  return { leases, sharing };
};

test('an account that is removed while one bridge gives it back, before another takes it, is removed by one of them', async () => {
  let ids = ['between'];
  const removed: string[] = [];
  const given = (await database.acquire('account:between', 'giver', 60_000))!;
  const { leases, sharing } = openSharing('taker', {
    accountIds: async () => ids,
    async removeRest(accountId) {
      removed.push(`${accountId} ${leases.has('account:between') ? 'under its lease' : 'under none'}`);
    },
  });
  await sharing.start();
  expect(sharing.isOurs('between')).toBe(false);
  ids = [];
  await database.release([given]);
  await expect.poll(() => removed).toEqual(['between under its lease']);
  await sharing.close();
  expect(removed).toHaveLength(1);
});

test('a bridge whose vault is locked from now on gives its accounts back, and counts no more', async () => {
  let isOpen = true;
  const steps: string[] = [];
  const { leases, sharing } = openSharing('locked', {
    accountIds: async () => ['l1', 'l2'],
    canServe: () => isOpen,
    onServed: async (accountId, isOurs) => void steps.push(`${accountId} ${isOurs ? 'taken up' : 'put down'}`),
  });
  await sharing.start();
  await expect.poll(() => sharing.health().own).toBe(2);
  isOpen = false;
  await expect.poll(() => leases.names()).toEqual([]);
  expect(sharing.health().own).toBe(0);
  expect((await database.leases()).filter(({ holder, isExpired }) => holder === 'locked' && !isExpired)).toEqual([]);
  isOpen = true;
  await expect.poll(() => sharing.health().own).toBe(2);
  await sharing.close();
  expect(steps.toSorted()).toEqual(['l1', 'l2'].flatMap((id) => [`${id} put down`, `${id} put down`, `${id} taken up`, `${id} taken up`]));
});

test('leases are put off while a round takes longer than they last; those of a bridge that does nothing end', async () => {
  const durationMs = 10_000;
  let at = Date.now();
  const renewedAt: number[] = [];
  const sqlite = openSqliteDatabase(path.join(dir, 'slow-round.sqlite'), () => at);
  const own: typeof sqlite = {
    ...sqlite,
    async renew(...asked) {
      const answers = await sqlite.renew(...asked);
      renewedAt.push(at);
      return answers;
    },
  };
  for (const name of ['account:theirs', 'bridge:other']) await own.acquire(name, 'other', durationMs);
  const leases = createHeldLeases({ database: own, holder: 'slow', durationMs, onLost: (name) => expect.fail(name) });
  await leases.take('account:mine');
  const isReading = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  const { sharing } = openSharing('slow', {
    place: { database: own, leases, holder: 'slow', roundMs: 1, onLost: () => {} },
    accountIds: async () => ['mine', 'theirs'],
    async onChanged(accountId) {
      isReading.resolve();
      if (accountId === 'theirs') await goOn.promise;
    },
  });
  const started = sharing.start();
  await isReading.promise;
  for (let step = 0; step < 3; step++) {
    at += durationMs * 0.6;
    await expect.poll(() => renewedAt.at(-1)).toBe(at);
    expect(await own.acquire('account:mine', 'other', durationMs)).toBeNull();
  }
  expect(await own.acquire('account:theirs', 'third', durationMs)).not.toBeNull();
  goOn.resolve();
  await started;
  await sharing.close();
  await sqlite.close();
});

test('a store that cannot say what is left of before keeps no bridge from taking part', async () => {
  const reported: unknown[] = [];
  const leases = createHeldLeases({ database, holder: 'late', durationMs: 60_000, onLost: () => {} });
  const slow: typeof database = { ...database, namespaces: () => Promise.reject(new Error('no answer within 2000 ms')) };
  const store = createSharedStore(database, leases, () => null);
  const nothing = async () => {};
  const sharing = assembleSharing({
    place: {
      database: slow,
      store,
      leases,
      holder: 'late',
      roundMs: 1,
      onLost: () => {},
      onDamaged: () => {},
      found: { server: 'SQLite', sendingRefusal: null },
    } as unknown as SharedPlace,
    accounts: { list: async () => ({ accounts: [] }), storedIds: async () => ['z'] } as never,
    events: { publish: () => {}, wake: () => {} },
    isLocked: () => false,
    receiving: async () => ({ readAnew: nothing, pendingChanges: { adopt: nothing, showAnew: () => {} } }),
    sending: async () => ({ sending: { take: nothing, drop: nothing, adopt: nothing, readAnew: nothing } as never }),
    report: (_, error) => reported.push(error),
  });
  await sharing.start();
  await expect.poll(() => sharing.isOurs('z')).toBe(true);
  expect(reported).toEqual([expect.objectContaining({ message: 'no answer within 2000 ms' })]);
  await sharing.close();
});

test('an account whose record cannot be read is not taken for a removed one: what was handed over for it stays', async () => {
  const leases = createHeldLeases({ database, holder: 'reader', durationMs: 60_000, onLost: () => {} });
  const reported: unknown[] = [];
  let failures = 2;
  const failing: typeof database = {
    ...database,
    async fencedWrite(writes, lease) {
      if (failures > 0 && writes.some(({ namespace, value }) => namespace === handedOver.namespace && value === null))
        throw new Error(`away ${failures--}`);
      return database.fencedWrite(writes, lease);
    },
  };
  const store = createSharedStore(failing, leases, leaseOf);
  const events: string[] = [];
  let listed = [{ id: 'kept' }, { id: 'removed' }];
  let ids = ['kept', 'removed'];
  const nothing = async () => {};
  const sharing = assembleSharing({
    place: {
      database,
      store,
      leases,
      holder: 'reader',
      roundMs: 1,
      onLost: () => {},
      onDamaged: () => {},
      found: { server: 'SQLite', sendingRefusal: null },
    } as unknown as SharedPlace,
    accounts: { list: async () => ({ accounts: listed }), storedIds: async () => ids } as never,
    events: { publish: (event) => events.push(`${event.type} ${'accountId' in event ? event.accountId : ''}`), wake: () => {} },
    isLocked: () => true,
    receiving: async () => ({ readAnew: nothing, pendingChanges: { adopt: nothing, showAnew: () => {} } }),
    sending: async () => ({ sending: { take: nothing, drop: nothing, adopt: nothing, readAnew: nothing } as never }),
    report: (_, error) => reported.push((error as Error).message),
  });
  await sharing.start();
  const handOver = createHandOver(store, () => expect.fail());
  for (const accountId of ids) {
    const record = createOutboxRecord({ id: `message of ${accountId}`, accountId });
    await handOver.give({ kind: 'message', accountId, id: record.entry.id, record, text: 'hello' });
  }
  [listed, ids] = [[], ['kept']];
  // Another bridge has written the list of accounts.
  await leases.take('accounts');
  await leases.write('accounts', (lease) => database.fencedWrite([{ namespace: 'accounts', key: 'removed', value: null }], lease));
  await expect.poll(async () => (await handOver.read()).all.map(({ accountId }) => accountId)).toEqual(['kept']);
  expect(events).toEqual(['account.removed removed']);
  // A store that fails just then is asked again in the next round.
  expect(reported).toEqual(['away 2', 'away 1']);
  await sharing.close();
});
