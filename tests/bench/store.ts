import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createHandOver } from '../../bridge/src/main/sharing/hand-over.ts';
import { createSharing } from '../../bridge/src/main/sharing/share-accounts.ts';
import { openMailAccountStore } from '../../bridge/src/mail-store/mail-account-store.ts';
import type { OpenRecords } from '../../bridge/src/mail-store/key-value-records.ts';
import { openStore } from '../../bridge/src/store/open-store.ts';
import { createParsedNamespace } from '../../bridge/src/store/parsed-namespace.ts';
import { createSharedStore } from '../../bridge/src/store/shared/create-shared-store.ts';
import type { Database } from '../../bridge/src/store/shared/database.ts';
import { createHeldLeases } from '../../bridge/src/store/shared/held-leases.ts';
import { prepareConnection } from '../../bridge/src/sync/sync-connection.ts';
import { syncOnce } from '../../bridge/src/sync/engine/sync-once.ts';
import { databases } from '../shared-store/each-database.ts';
import { openUnderLease } from '../shared-store/open-harness.ts';
import { startMail, user, type Mail } from '../sync/start-mail.ts';
import { judge, type Row } from './benchmark.ts';

const perf = path.resolve(import.meta.dirname, '../../../shared/servers/perf');
const count = Number(process.env.KURRIER_BENCH_COUNTS?.split(',').at(-1) ?? 100_000);
const accounts = 1_000;
const roundMs = 200;
const usualRoundMs = 2_000;
const measuredMs = 4_000;

/** Stores of several bridges: the first sync on each beside SQLite, and what bridges without work ask of them. */
export default async function* benchmarkStore(): AsyncIterable<Row> {
  yield* compareFirstSyncs();
  for (const name of ['Redis', 'PostgreSQL'] as const) {
    await using place = await databases[name]();
    for (const bridges of [1, 4]) {
      const database = await place.open();
      const asked = await countIdle(database, bridges);
      await database.close();
      yield {
        what: `${name}: ${accounts} accounts at rest, ${bridges} bridges`,
        ours: asked,
        unit: 'queries/s',
        ...judge(asked / bridges, 3, 'a bridge'),
      };
    }
  }
}

async function* compareFirstSyncs(): AsyncIterable<Row> {
  await using mail = await startMail();
  execFileSync(process.execPath, [path.join(perf, 'gen-maildir.mjs'), mail.dovecot.maildir(user), String(count), '42']);
  execFileSync('chown', ['-R', `--reference=${path.dirname(mail.dovecot.maildir(user))}`, mail.dovecot.maildir(user)]);
  // Once without looking at the clock: the server reads its messages for the first time.
  await syncToSqlite(mail);
  const sqlite = Math.min(await syncToSqlite(mail), await syncToSqlite(mail));
  yield { what: 'first sync, SQLite', messages: count, ours: sqlite, unit: 's' };
  for (const name of ['Redis', 'PostgreSQL'] as const) {
    await using place = await databases[name]();
    const database = await place.open();
    const times: number[] = [];
    for (const account of ['a', 'b']) {
      const { store } = await openUnderLease(database, `account:${account}`);
      times.push(await timeSync(mail, account, (namespace, parse) => createParsedNamespace(store, namespace, parse)));
    }
    await database.close();
    const best = Math.min(...times);
    yield { what: `first sync, ${name}`, messages: count, ours: best, unit: 's', ...judge(best / sqlite, 1.5, 'of SQLite') };
  }
}

const syncToSqlite = async (mail: Mail): Promise<number> => {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'kurrier-bench-'));
  const store = openStore({ file: path.join(dir, 'mail.sqlite'), durability: 'normal' });
  const seconds = await timeSync(mail, 'a', (namespace, parse) => createParsedNamespace(store, namespace, parse));
  store.close();
  rmSync(dir, { recursive: true });
  return seconds;
};

const timeSync = async (mail: Mail, id: string, open: OpenRecords): Promise<number> => {
  const account = await openMailAccountStore(id, open);
  const session = await mail.openSession();
  const startedAt = performance.now();
  const synced = await syncOnce(prepareConnection(session), account);
  if (!synced.ok) throw new Error(synced.failure.kind);
  const seconds = (performance.now() - startedAt) / 1000;
  session.close();
  return seconds;
};

/** How many calls of a database bridges make in a second that have nothing to do. */
const countIdle = async (database: Database, bridges: number): Promise<number> => {
  let calls = 0;
  const counting = new Proxy(database, {
    get(target, name: keyof Database) {
      const value = target[name];
      return typeof value === 'function' ? (...args: never[]) => (calls++, (value as (...given: never[]) => unknown)(...args)) : value;
    },
  });
  const ids = Array.from({ length: accounts }, (_, index) => `${bridges}-${index}`);
  const sharings = Array.from({ length: bridges }, (_, index) => {
    const holder = `bench-${bridges}-${index}`;
    const leases = createHeldLeases({ database: counting, holder, durationMs: 60_000, onLost: () => {} });
    const handOver = createHandOver(
      createSharedStore(counting, leases, () => null),
      (problem) => console.error(problem),
    );
    const nothing = () => Promise.resolve();
    return createSharing({
      place: { database: counting, leases, holder, roundMs, onLost: () => {} },
      accountIds: () => Promise.resolve(ids),
      canServe: () => true,
      onServed: nothing,
      onChanged: nothing,
      async readHandedOver() {
        const { all } = await handOver.read();
        return { all, show: nothing };
      },
      adopt: nothing,
      withdraw: nothing,
      removeRest: nothing,
      onAccountsChanged: nothing,
      report: (problem, error) => console.error(problem, error),
    });
  });
  for (const sharing of sharings) await sharing.start();
  const isShared = () => sharings.every((sharing) => sharing.health().own === accounts / bridges);
  while (!isShared()) await wait(50);
  // What the sharing out left behind ends first.
  await wait(1_000);
  calls = 0;
  const startedAt = performance.now();
  await wait(measuredMs);
  const counted = calls;
  const seconds = (performance.now() - startedAt) / 1000;
  for (const sharing of sharings) await sharing.close();
  // Rounds were that much more often than they are.
  return (counted / seconds) * (roundMs / usualRoundMs);
};
