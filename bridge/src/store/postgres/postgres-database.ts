import { Pool } from 'pg';
import type { Database, Lease, StoredWrite } from '../shared/database.ts';
import { createQuestionLine } from '../shared/question-line.ts';
import { LeaseLost } from '../shared/shared-store-error.ts';
import type { StoreTarget } from '../shared/store-target.ts';
import { withDeadline } from '../shared/with-deadline.ts';
import { checkPostgres } from './check-postgres.ts';
import { connectionOf } from './postgres-connection.ts';
import { explainPostgres } from './explain-postgres.ts';
import { acquireStatement, fencedClearStatement, fencedWriteStatement, renewStatement, writeStatement } from './postgres-schema.ts';

/** Accounts sync beside each other, and hardly wait for the store. */
const mostConnections = 4;
const walkStep = 50;

/** Records in one table, leases in another. */
export const openPostgres = async ({ uri, address, ca, deadlineMs }: StoreTarget): Promise<Database> => {
  const pool = new Pool({
    ...connectionOf(uri, ca),
    max: mostConnections,
    connectionTimeoutMillis: deadlineMs,
    query_timeout: deadlineMs,
    // A server that was asked in vain gives up, too: it would otherwise write when nobody expects it any more.
    options: `-c synchronous_commit=on -c statement_timeout=${deadlineMs} -c idle_in_transaction_session_timeout=${deadlineMs}`,
    keepAlive: true,
    application_name: 'kurrier',
  });
  // A connection that breaks while nothing is asked leaves the pool; the next question opens another.
  pool.on('error', () => undefined);

  const ask = createQuestionLine({
    address,
    most: mostConnections,
    // To connect, where none is, and to be answered.
    deadlineMs: deadlineMs * 2,
    explain: (error) => explainPostgres(address, error),
  });
  type Order = Parameters<typeof ask>[1];
  const query = <Row extends object>(text: string, values: unknown[], order?: Order): Promise<Row[]> =>
    ask(async () => (await pool.query<Row>(text, values)).rows, order);
  const urgent = { isUrgent: true };
  const renew = async (leases: readonly Lease[], durationMs: number): Promise<boolean[]> => {
    if (leases.length === 0) return [];
    const columns = [leases.map(({ name }) => name), leases.map(({ holder }) => holder), leases.map(({ fence }) => fence)];
    const held = new Set(
      (await query<{ fence: string }>(renewStatement, [...columns, durationMs], urgent)).map(({ fence }) => Number(fence)),
    );
    return leases.map(({ fence }) => held.has(fence));
  };
  const underLease = async (lease: Lease, text: string, values: unknown[]): Promise<void> => {
    const rows = await query(text, [lease.name, lease.holder, lease.fence, ...values]);
    if (rows.length === 0) throw new LeaseLost(address, lease);
  };

  return {
    address,
    check: () => ask(() => checkPostgres(pool, address)),
    async read(namespace, keys) {
      if (keys.length === 0) return [];
      const rows = await query<{ key: string; value: string }>(
        'SELECT key, value FROM kurrier.entries WHERE namespace = $1 AND key = ANY($2)',
        [namespace, keys],
      );
      const found = new Map(rows.map(({ key, value }) => [key, value]));
      return keys.map((key) => found.get(key));
    },
    async fencedWrite(writes, lease) {
      if (writes.length === 0) return;
      const columns = columnsOf(writes);
      if (lease) await underLease(lease, fencedWriteStatement, columns);
      else await query(writeStatement, columns);
    },
    async clear(namespace, lease) {
      if (lease) await underLease(lease, fencedClearStatement, [namespace]);
      else await query('DELETE FROM kurrier.entries WHERE namespace = $1', [namespace]);
    },
    async *walk(namespace, { prefix = '', suffix = '' } = {}) {
      for (let after = prefix; ;) {
        const rows = await query<{ key: string; value: string }>(
          `SELECT key, value FROM kurrier.entries WHERE namespace = $1 AND key > $2 AND length(key) > length($4 || $5)
            AND starts_with(key, $4) AND right(key, length($5)) = $5 ORDER BY key LIMIT $3`,
          [namespace, after, walkStep, prefix, suffix],
        );
        const last = rows.at(-1);
        if (!last) return;
        yield rows.map(({ key, value }): [string, string] => [key, value]);
        after = last.key;
      }
    },
    async namespaces() {
      const rows = await query<{ namespace: string }>('SELECT DISTINCT namespace FROM kurrier.entries ORDER BY namespace', []);
      return rows.map(({ namespace }) => namespace);
    },
    async acquire(name, holder, durationMs) {
      const [row] = await query<{ fence: string }>(acquireStatement, [name, holder, durationMs], urgent);
      return row ? { name, holder, fence: Number(row.fence) } : null;
    },
    renew,
    async release(leases) {
      await renew(leases, 0);
    },
    async leases() {
      const rows = await query<{ name: string; holder: string; fence: string; version: string; is_expired: boolean }>(
        'SELECT name, holder, fence, version, until <= clock_timestamp() AS is_expired FROM kurrier.leases',
        [],
        urgent,
      );
      return rows.map(({ fence, version, is_expired: isExpired, ...row }) => ({
        ...row,
        fence: Number(fence),
        version: Number(version),
        isExpired,
      }));
    },
    connections: () => 1,
    close: () => withDeadline(pool.end(), deadlineMs).catch(() => undefined),
  };
};

/** Removals, then values; the last of several writes of one key is what counts, as if they were made one after the other. */
const columnsOf = (writes: readonly StoredWrite[]): unknown[] => {
  const last = [...new Map(writes.map((one) => [JSON.stringify([one.namespace, one.key]), one])).values()];
  const gone = last.filter(({ value }) => value === null);
  const put = last.filter(({ value }) => value !== null);
  const [namespaces, keys] = [put.map(({ namespace }) => namespace), put.map(({ key }) => key)];
  return [gone.map(({ namespace }) => namespace), gone.map(({ key }) => key), namespaces, keys, put.map(({ value }) => value)];
};
