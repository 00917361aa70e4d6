import type { Pool } from 'pg';
import type { DatabaseCheck } from '../shared/database.ts';
import { refuseServer } from '../shared/shared-store-error.ts';
import { schema } from './postgres-schema.ts';

const oldest = 13;

/** Whether this PostgreSQL can be used, the schema made where it is not there, and sent from. */
export const checkPostgres = async (pool: Pool, address: string): Promise<DatabaseCheck> => {
  const { rows } = await pool.query<{
    version: string;
    fsync: string;
    is_copy: boolean;
    read_only: string;
    there: boolean;
    ours: boolean;
  }>(`
    SELECT current_setting('server_version') AS version, current_setting('fsync') AS fsync, pg_is_in_recovery() AS is_copy,
      current_setting('transaction_read_only') AS read_only, to_regnamespace('kurrier') IS NOT NULL AS there,
      to_regclass('kurrier.store') IS NOT NULL AS ours`);
  const [{ version, fsync, is_copy: isCopy, read_only: readOnly, there, ours }] = rows as [(typeof rows)[0] & object];
  if (!(Number.parseInt(version, 10) >= oldest))
    throw refuseServer(address, 'shared-store-unfit', `PostgreSQL ${oldest} or newer is needed, this is ${version}`);
  if (isCopy || readOnly === 'on') throw refuseServer(address, 'shared-store-read-only', 'this database is only read');
  if (there && !ours) throw refuseServer(address, 'shared-store-foreign', 'the schema kurrier is another program’s');
  if (ours) await requireOurVersion(pool, address);
  else await prepare(pool);
  return { server: `PostgreSQL ${version}`, sendingRefusal: fsync === 'on' ? null : 'not-flushed' };
};

const requireOurVersion = async (pool: Pool, address: string): Promise<void> => {
  const { rows } = await pool.query<{ version: number }>('SELECT version FROM kurrier.store');
  if (rows.length > 0 && rows[0]?.version !== 1) throw refuseServer(address, 'shared-store-foreign', 'a newer version has used it');
};

/** Two bridges that start at once make it one after the other. */
const prepare = async (pool: Pool): Promise<void> => {
  await pool.query(`BEGIN; SELECT pg_advisory_xact_lock(hashtext('kurrier')); ${schema} COMMIT`);
};
