import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Database } from '../../bridge/src/store/shared/database.ts';
import { openDatabase } from '../../bridge/src/store/shared/open-database.ts';
import { openSqliteDatabase } from '../../bridge/src/store/shared/sqlite-database.ts';
import { parseStoreUri } from '../../bridge/src/store/shared/store-target.ts';
import { startPostgres } from '../servers/start-postgres.ts';
import { startRedis, type StoreServer } from '../servers/start-redis.ts';

/** A database that several can open. */
export interface DatabasePlace extends AsyncDisposable {
  open(): Promise<Database>;
  server?: StoreServer;
}

/** Connects to a server and sees that it can be used. */
export const openOn = async (uri: string, deadlineMs = 5_000): Promise<Database> => {
  const database = await openDatabase(parseStoreUri(uri, [], deadlineMs)!);
  await database.check();
  return database;
};

const onServer = async (server: StoreServer): Promise<DatabasePlace> => ({
  server,
  open: () => openOn(server.uri),
  [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
});

/** Every kind of database, started for one test file. */
export const databases = {
  SQLite: async (): Promise<DatabasePlace> => {
    const dir = mkdtempSync(path.join(os.tmpdir(), 'kurrier-database-'));
    return {
      open: async () => openSqliteDatabase(path.join(dir, 'shared.sqlite')),
      [Symbol.asyncDispose]: async () => rmSync(dir, { recursive: true }),
    };
  },
  Redis: async () => onServer(await startRedis()),
  PostgreSQL: async () => onServer(await startPostgres()),
} as const;
export type DatabaseName = keyof typeof databases;
export const databaseNames = Object.keys(databases) as DatabaseName[];
