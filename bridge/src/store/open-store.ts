import { closeSync, fdatasync, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { Keyv } from 'keyv';
import { storageProblemOf } from '../files/storage-problem-of.ts';
import { requireContent, requireTable, requireWhole } from './check-database.ts';
import { prepareEntryStatements } from './entry-statements.ts';
import { SqliteAdapter } from './sqlite-adapter.ts';
import type { RecordStore } from './record-store.ts';
import { corrupt, StoreError } from './store-error.ts';

/** A store in a file of its own. */
export interface Store extends RecordStore {
  /** Writes everything into a file that is not there yet, or empty. */
  copyTo(file: string): void;
}

const flushFile = promisify(fdatasync);

interface StoreOptions {
  file: string;
  durability: 'full' | 'normal';
  /** Reads the whole database first: for small ones. */
  isChecked?: boolean;
  /** A store was here: one that is empty or gone is damaged, and no new one is made. */
  mustExist?: boolean;
  /** Called once, when the open database turns out to be one that cannot be read any more. */
  onDamaged?: () => void;
}

/**
 * Opens (and makes) an embedded SQLite database, readable by its owner only. Throws a `StoreError`, as calls reject with one.
 * `durability` `full` survives a power cut after every write (accounts, devices, outbox); `normal` survives a killed process,
 * and a power cut costs at most the last writes (mail that can be fetched again). https://sqlite.org/pragma.html#pragma_synchronous
 */
export const openStore = ({ file, durability, isChecked = false, mustExist = false, onDamaged }: StoreOptions): Store => {
  // Whoever opens it hears by the error itself.
  let isToBeTold = false;
  const explain = (error: unknown): StoreError => {
    if (isToBeTold && storageProblemOf(error) === 'store-damaged') {
      isToBeTold = false;
      onDamaged?.();
    }
    return new StoreError(file, error);
  };
  let database: DatabaseSync | undefined;
  try {
    if (mustExist) requireContent(file);
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    // SQLite would create it with the umask's bits; its -wal and -shm files take over the bits of this one.
    closeSync(openSync(file, 'a', 0o600));
    database = new DatabaseSync(file, { timeout: 5000 });
    if (mustExist) requireTable(database);
    database.exec(schema(durability));
    if (isChecked) requireWhole(database);
    isToBeTold = true;
    return createStore(database, file, explain);
  } catch (error) {
    database?.close();
    throw explain(error);
  }
};

/** A store in memory, in place of one that cannot be opened: nothing is in it, and nothing stays. */
export const openEmptyStore = (): Store => {
  const database = new DatabaseSync(':memory:');
  database.exec(schema('normal'));
  return createStore(database, ':memory:', (error) => new StoreError(':memory:', error));
};

const schema = (durability: StoreOptions['durability']): string => `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = ${durability === 'full' ? 'FULL' : 'NORMAL'};
  PRAGMA secure_delete = ON;
  CREATE TABLE IF NOT EXISTS entries (
    id INTEGER PRIMARY KEY, namespace TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, expires INTEGER, UNIQUE (namespace, key)
  ) STRICT;
`;

const createStore = (database: DatabaseSync, file: string, explain: (error: unknown) => StoreError): Store => {
  let log: number | undefined;
  const statements = prepareEntryStatements(database);
  return {
    async sync() {
      // In WAL mode what was committed is in the log, so that is what is brought to the disk.
      try {
        log ??= openSync(`${file}-wal`, 'r+');
        await flushFile(log);
      } catch (error) {
        throw explain(error);
      }
    },
    namespace: <Value>(name: string) => new Keyv<Value>(new SqliteAdapter(database, statements, name, explain)),
    copyTo(target) {
      try {
        database.prepare('VACUUM INTO ?').run(target);
      } catch (error) {
        throw explain(error);
      }
    },
    reportDamage: (_, message) => explain(corrupt(message)),
    close() {
      database.close();
      if (log !== undefined) closeSync(log);
    },
  };
};
