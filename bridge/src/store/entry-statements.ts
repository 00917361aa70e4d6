import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** What is asked of the table of entries, prepared once: the namespace is a parameter. */
export interface EntryStatements {
  /** namespace, key, now in milliseconds since 1970. */
  select: StatementSync;
  /** namespace, key, value, expires. */
  upsert: StatementSync;
  /** namespace, key. */
  remove: StatementSync;
  /** namespace. */
  removeAll: StatementSync;
  /** namespace, key, now: the first entry behind that key. */
  next: StatementSync;
}

/** Prepares them for all namespaces of a database; a prepared statement takes some kilobytes, and an account has a dozen namespaces. */
export const prepareEntryStatements = (database: DatabaseSync): EntryStatements => {
  const live = '(expires IS NULL OR expires > ?)';
  return {
    select: database.prepare(`SELECT value FROM entries WHERE namespace = ? AND key = ? AND ${live}`),
    upsert: database.prepare(
      'INSERT INTO entries (namespace, key, value, expires) VALUES (?, ?, ?, ?) ON CONFLICT (namespace, key) DO UPDATE SET value = excluded.value, expires = excluded.expires',
    ),
    remove: database.prepare('DELETE FROM entries WHERE namespace = ? AND key = ?'),
    removeAll: database.prepare('DELETE FROM entries WHERE namespace = ?'),
    next: database.prepare(`SELECT key, value FROM entries WHERE namespace = ? AND key > ? AND ${live} ORDER BY key LIMIT 1`),
  };
};
