import { DatabaseSync } from 'node:sqlite';
import { requireContent, requireTable, requireWhole } from './check-database.ts';
import { StoreError } from './store-error.ts';

/** A bridge that writes meanwhile is done with that soon. */
const longestWaitMs = 5000;

/**
 * Copies a database as its last transaction left it, also while a bridge has it open, into a file that is not there yet. Throws a
 * `StoreError` where it is damaged: what would be copied is worth nothing.
 */
export const copyDatabase = (file: string, target: string): void => {
  let database: DatabaseSync | undefined;
  try {
    requireContent(file);
    database = new DatabaseSync(file, { readOnly: true, timeout: longestWaitMs });
    requireTable(database);
    requireWhole(database);
    database.prepare('VACUUM INTO ?').run(target);
  } catch (error) {
    throw new StoreError(file, error);
  } finally {
    database?.close();
  }
};
