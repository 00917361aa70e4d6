import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { storageProblemOf } from '../files/storage-problem-of.ts';
import { prepareEntryStatements } from './entry-statements.ts';
import { SqliteAdapter } from './sqlite-adapter.ts';

test.each([1, 2, 50])(
  'without room for %i records more the store says so, keeps what it had, and goes on once there is room',
  async (count) => {
    const database = new DatabaseSync(':memory:');
    database.exec(
      'CREATE TABLE entries (id INTEGER PRIMARY KEY, namespace TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, expires INTEGER, UNIQUE (namespace, key))',
    );
    const records = new SqliteAdapter(database, prepareEntryStatements(database), 'a', (error) => new Error('refused', { cause: error }));
    await records.set('before', 'kept');
    const many = Array.from({ length: count }, (_, index) => ({ key: `k${index}`, value: 'x'.repeat(20_000) }));
    database.exec('PRAGMA max_page_count = 1');
    // SQLite rolls back by itself: the rollback of ours must not be what is told.
    await expect(records.setMany(many)).rejects.toSatisfy((error) => storageProblemOf(error) === 'disk-full');
    expect([await records.get('before'), await records.get('k0')]).toEqual(['kept', undefined]);
    database.exec('PRAGMA max_page_count = 1000');
    await records.setMany(many);
    expect((await records.get('k0'))?.length).toBe(20_000);
  },
);
