import { EventEmitter } from 'node:events';
import type { DatabaseSync } from 'node:sqlite';
import { keyvStorageCapability, type KeyvStorageEntry } from 'keyv';
import type { EntryStatements } from './entry-statements.ts';

interface Row {
  key: string;
  value: string;
}

/**
 * One namespace of a SQLite table as a Keyv 6 storage adapter. Each call is one transaction: `setMany` and `deleteMany`
 * happen whole or not at all. Values are the texts that Keyv serialises to; `expires` is absolute, milliseconds since 1970.
 * A rowid table, because the pages of messages are far larger than a key and would crowd a clustered index.
 */
export class SqliteAdapter extends EventEmitter {
  readonly namespace: string;
  readonly #database: DatabaseSync;
  readonly #explain: (error: unknown) => Error;
  readonly #statements: EntryStatements;

  /** `statements` are those of the database; `explain` makes of what SQLite throws what calls reject with. */
  constructor(database: DatabaseSync, statements: EntryStatements, namespace: string, explain: (error: unknown) => Error) {
    super();
    this.#explain = explain;
    this.#database = database;
    this.#statements = statements;
    this.namespace = namespace;
  }

  get capabilities() {
    return keyvStorageCapability(this);
  }

  async get(key: string): Promise<string | undefined> {
    return this.#try(() => (this.#statements.select.get(this.namespace, key, Date.now()) as Row | undefined)?.value);
  }

  async getMany(keys: string[]): Promise<(string | undefined)[]> {
    return Promise.all(keys.map((key) => this.get(key)));
  }

  async has(key: string): Promise<boolean> {
    return (await this.get(key)) !== undefined;
  }

  async hasMany(keys: string[]): Promise<boolean[]> {
    return Promise.all(keys.map((key) => this.has(key)));
  }

  async set(key: string, value: unknown, expires?: number): Promise<boolean> {
    this.#try(() => this.#statements.upsert.run(this.namespace, key, value as string, expires ?? null));
    return true;
  }

  async setMany(entries: KeyvStorageEntry<unknown>[]): Promise<boolean[]> {
    this.#inTransaction(() => {
      for (const { key, value, expires } of entries) this.#statements.upsert.run(this.namespace, key, value as string, expires ?? null);
    });
    return entries.map(() => true);
  }

  async delete(key: string): Promise<boolean> {
    return this.#try(() => this.#statements.remove.run(this.namespace, key).changes > 0);
  }

  async deleteMany(keys: string[]): Promise<boolean[]> {
    return this.#inTransaction(() => keys.map((key) => this.#statements.remove.run(this.namespace, key).changes > 0));
  }

  async clear(): Promise<void> {
    this.#try(() => this.#statements.removeAll.run(this.namespace));
  }

  /** Walks the namespace in key order, row by row, so that writes in between neither block nor break the walk. */
  async *iterator(): AsyncGenerator<[string, string], void> {
    for (let row = this.#after(''); row; row = this.#after(row.key)) yield [row.key, row.value];
  }

  #after(key: string): Row | undefined {
    return this.#try(() => this.#statements.next.get(this.namespace, key, Date.now()) as Row | undefined);
  }

  #inTransaction<Result>(work: () => Result): Result {
    return this.#try(() => {
      this.#database.exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        this.#database.exec('COMMIT');
        return result;
      } catch (error) {
        // A full disk has SQLite roll back by itself, and a rollback of nothing is an error that would hide the first one.
        if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
        throw error;
      }
    });
  }

  #try<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      throw this.#explain(error);
    }
  }
}
