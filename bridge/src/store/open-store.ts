import { closeSync, fdatasync, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { Keyv } from 'keyv';
import { SqliteAdapter } from './sqlite-adapter.ts';

export interface Store {
  /** One kind of record as a Keyv of its own. Calls reject when SQLite refuses: no listener swallows errors. */
  namespace: <Value>(name: string) => Keyv<Value>;
  /**
   * Resolves when everything written so far survives a power cut: what `full` does within each write, once for many writes and
   * without anything else having to wait. In WAL mode what was committed is in the log, so that is what is brought to the disk.
   */
  sync(): Promise<void>;
  close(): void;
}

const flushFile = promisify(fdatasync);

/**
 * Opens (and makes) an embedded SQLite database, readable by its owner only.
 * `durability` `full` survives a power cut after every write (accounts, devices, outbox); `normal` survives a killed process,
 * and a power cut costs at most the last writes (mail that can be fetched again). https://sqlite.org/pragma.html#pragma_synchronous
 */
export const openStore = ({ file, durability }: { file: string; durability: 'full' | 'normal' }): Store => {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  // SQLite would create it with the umask's bits; its -wal and -shm files take over the bits of this one.
  closeSync(openSync(file, 'a', 0o600));
  const database = new DatabaseSync(file, { timeout: 5000 });
  database.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = ${durability === 'full' ? 'FULL' : 'NORMAL'};
    PRAGMA secure_delete = ON;
    CREATE TABLE IF NOT EXISTS entries (
      id INTEGER PRIMARY KEY, namespace TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, expires INTEGER, UNIQUE (namespace, key)
    ) STRICT;
  `);
  let log: number | undefined;
  return {
    async sync() {
      log ??= openSync(`${file}-wal`, 'r+');
      await flushFile(log);
    },
    namespace: <Value>(name: string) => new Keyv<Value>(new SqliteAdapter(database, name)),
    close() {
      database.close();
      if (log !== undefined) closeSync(log);
    },
  };
};
