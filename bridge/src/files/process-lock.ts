import { closeSync, existsSync, openSync, truncateSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

/** SQLite's codes (https://sqlite.org/rescode.html). */
const busy = 5;
const notADatabase = 26;

/** Long enough for somebody who only looked whether the lock is held. */
const patienceMs = 300;

/** What is held must not be collected as garbage while the process lives, whoever forgets about it. */
const held = new Set<DatabaseSync>();

/** A lock of this process. */
export interface ProcessLock {
  release: () => void;
}

/**
 * Takes a lock that the system holds for this process for as long as it lives, suspended or not, and drops when it ends, however it ends;
 * null where another process has it. It is SQLite's lock on an empty database: advisory locks of the kernel (fcntl, LockFileEx) without
 * native code of our own.
 *
 * The file stays where it is. Whoever deleted it would let two processes lock two files of one name; and whoever opened it by other means
 * and closed it again would drop the lock of this process (fcntl(2)).
 */
export const takeProcessLock = (file: string): ProcessLock | null => {
  createEmpty(file);
  const database = lockDatabase(file);
  if (!database) return null;
  held.add(database);
  return {
    release: () => {
      if (held.delete(database)) database.close();
    },
  };
};

/** Whether some process holds the lock now. */
export const isProcessLockHeld = (file: string): boolean => {
  if (!existsSync(file)) return false;
  const database = new DatabaseSync(file, { timeout: 0, readOnly: true });
  try {
    database.exec('SELECT count(*) FROM sqlite_schema');
    return false;
  } catch (error) {
    return codeOf(error) === busy;
  } finally {
    database.close();
  }
};

const lockDatabase = (file: string): DatabaseSync | null => {
  const database = new DatabaseSync(file, { timeout: patienceMs });
  try {
    database.exec('BEGIN EXCLUSIVE');
    return database;
  } catch (error) {
    database.close();
    if (codeOf(error) === busy) return null;
    if (codeOf(error) !== notADatabase) throw error;
  }
  // What is in it never mattered. Emptied and not replaced: the lock is on this very file.
  truncateSync(file);
  return lockDatabase(file);
};

/** SQLite would make it with the umask's bits. An existing file is not opened here. */
const createEmpty = (file: string): void => {
  try {
    closeSync(openSync(file, 'wx', 0o600));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
};

const codeOf = (error: unknown): number | undefined => (error as { errcode?: number }).errcode;
