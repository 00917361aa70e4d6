import { closeSync, openSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { LeaseLost, SharedStoreError } from './shared-store-error.ts';
import { storageProblemOf } from '../../files/storage-problem-of.ts';
import type { Database, Lease, StoredWrite } from './database.ts';

const walkStep = 50;

const leasesTable = `CREATE TABLE IF NOT EXISTS leases (
  name TEXT PRIMARY KEY, holder TEXT NOT NULL, fence INTEGER NOT NULL, until INTEGER NOT NULL, version INTEGER NOT NULL DEFAULT 0
) STRICT`;

/**
 * The same over an SQLite file of a data folder, for copies and for comparing: every write is one `BEGIN IMMEDIATE` transaction, and the
 * clock is this computer's, which all who can open the file share.
 */
export const openSqliteDatabase = (file: string, now: () => number = Date.now): Database => {
  // SQLite would create it with the umask's bits.
  closeSync(openSync(file, 'a', 0o600));
  const database = new DatabaseSync(file, { timeout: 5000 });
  const attempt = <Value>(work: () => Value): Value => {
    try {
      return work();
    } catch (error) {
      if (error instanceof SharedStoreError) throw error;
      throw new SharedStoreError(file, storageProblemOf(error) ?? 'disk-failing', error);
    }
  };
  attempt(() =>
    database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;
      CREATE TABLE IF NOT EXISTS entries (id INTEGER PRIMARY KEY, namespace TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL,
        expires INTEGER, UNIQUE (namespace, key)) STRICT;`),
  );
  const statements = new Map<string, StatementSync>();
  const prepare = (text: string): StatementSync => {
    const known = statements.get(text) ?? database.prepare(text);
    statements.set(text, known);
    return known;
  };
  const inTransaction = <Value>(work: () => Value): Value =>
    attempt(() => {
      database.exec('BEGIN IMMEDIATE');
      try {
        const value = work();
        database.exec('COMMIT');
        return value;
      } catch (error) {
        if (database.isTransaction) database.exec('ROLLBACK');
        throw error;
      }
    });
  const requireLease = (lease: Lease | undefined): void => {
    if (!lease) return;
    database.exec(leasesTable);
    const { changes } = prepare('UPDATE leases SET version = version + 1 WHERE name = ? AND holder = ? AND fence = ?').run(
      lease.name,
      lease.holder,
      lease.fence,
    );
    if (changes === 0) throw new LeaseLost(file, lease);
  };
  const renew = async (leases: readonly Lease[], durationMs: number): Promise<boolean[]> =>
    inTransaction(() => {
      database.exec(leasesTable);
      const until = durationMs === 0 ? 0 : now() + durationMs;
      const update = prepare('UPDATE leases SET until = ? WHERE name = ? AND holder = ? AND fence = ? AND until > 0');
      return leases.map(({ name, holder, fence }) => update.run(until, name, holder, fence).changes > 0);
    });
  const apply = ({ namespace, key, value }: StoredWrite): void => {
    if (value === null) prepare('DELETE FROM entries WHERE namespace = ? AND key = ?').run(namespace, key);
    else
      prepare(
        'INSERT INTO entries (namespace, key, value) VALUES (?, ?, ?) ON CONFLICT (namespace, key) DO UPDATE SET value = excluded.value, expires = NULL',
      ).run(namespace, key, value);
  };

  return {
    address: file,
    check: async () => ({ server: 'SQLite', sendingRefusal: null }),
    read: async (namespace, keys) =>
      attempt(() => {
        const select = prepare('SELECT value FROM entries WHERE namespace = ? AND key = ?');
        return keys.map((key) => select.get(namespace, key)?.['value'] as string | undefined);
      }),
    fencedWrite: async (writes, lease) =>
      inTransaction(() => {
        requireLease(lease);
        for (const write of writes) apply(write);
      }),
    clear: async (namespace, lease) =>
      inTransaction(() => {
        requireLease(lease);
        prepare('DELETE FROM entries WHERE namespace = ?').run(namespace);
      }),
    async *walk(namespace, { prefix = '', suffix = '' } = {}) {
      const select = prepare(
        `SELECT key, value FROM entries WHERE namespace = ? AND key > ? AND length(key) > ? AND substr(key, 1, ?) = ?
          AND substr(key, length(key) + 1 - ?) = ? ORDER BY key LIMIT ?`,
      );
      for (let after = prefix; ;) {
        const { length } = prefix + suffix;
        const values = [namespace, after, length, prefix.length, prefix, suffix.length, suffix, walkStep];
        const rows = attempt(() => select.all(...values) as { key: string; value: string }[]);
        const last = rows.at(-1);
        if (!last) return;
        yield rows.map(({ key, value }): [string, string] => [key, value]);
        after = last.key;
      }
    },
    namespaces: async () =>
      attempt(() =>
        prepare('SELECT DISTINCT namespace FROM entries ORDER BY namespace')
          .all()
          .map((row) => String(row['namespace'])),
      ),
    acquire: async (name, holder, durationMs) =>
      inTransaction(() => {
        database.exec(leasesTable);
        const before = prepare('SELECT holder, until FROM leases WHERE name = ?').get(name);
        if (before && before['holder'] !== holder && Number(before['until']) > now()) return null;
        const fence = Number(prepare('SELECT coalesce(max(fence), 0) + 1 AS next FROM leases').get()?.['next']);
        prepare(
          'INSERT INTO leases (name, holder, fence, until) VALUES (?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, fence = excluded.fence, until = excluded.until',
        ).run(name, holder, fence, now() + durationMs);
        return { name, holder, fence };
      }),
    renew,
    async release(leases) {
      await renew(leases, 0);
    },
    leases: async () =>
      inTransaction(() => {
        database.exec(leasesTable);
        const rows = prepare('SELECT name, holder, fence, until, version FROM leases').all();
        return rows.map((row) => ({
          name: String(row['name']),
          holder: String(row['holder']),
          fence: Number(row['fence']),
          version: Number(row['version']),
          isExpired: Number(row['until']) <= now(),
        }));
      }),
    connections: () => 1,
    async close() {
      database.close();
    },
  };
};
