import { existsSync, statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { corrupt } from './store-error.ts';

/** Throws where a database was and there is none, or an empty file: SQLite would make a new one of either. */
export const requireContent = (file: string): void => {
  if (!existsSync(file) || statSync(file).size === 0) throw corrupt('the file is empty or gone');
};

/** Throws where what is open is a database and none of ours. */
export const requireTable = (database: DatabaseSync): void => {
  if (!database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'entries'").get()) throw corrupt('the table is gone');
};

/** Reads everything, and throws where a page of it cannot be right. */
export const requireWhole = (database: DatabaseSync): void => {
  const [found] = Object.values(database.prepare('PRAGMA quick_check(1)').get() ?? {});
  if (found !== 'ok') throw corrupt(String(found));
};
