import { EventEmitter } from 'node:events';
import { keyvStorageCapability, type KeyvStorageEntry } from 'keyv';
import type { Database, StoredWrite } from './database.ts';

/** Writes records, under the lease that they need. */
export interface FencedWriter {
  write(writes: readonly StoredWrite[]): Promise<void>;
  clear(namespace: string): Promise<void>;
}

/**
 * One name space of a database as a Keyv 6 storage adapter. `setMany` and `deleteMany` happen whole or not at all. Values are the texts that
 * Keyv serialises to, with the time that they live till in them: Keyv itself leaves out what is too old.
 */
export class DatabaseAdapter extends EventEmitter {
  readonly namespace: string;
  readonly #database: Database;
  readonly #writer: FencedWriter;

  constructor(database: Database, namespace: string, writer: FencedWriter) {
    super();
    this.namespace = namespace;
    this.#database = database;
    this.#writer = writer;
  }

  get capabilities() {
    return keyvStorageCapability(this);
  }

  async get(key: string): Promise<string | undefined> {
    return (await this.#database.read(this.namespace, [key]))[0];
  }

  getMany(keys: string[]): Promise<(string | undefined)[]> {
    return this.#database.read(this.namespace, keys);
  }

  async has(key: string): Promise<boolean> {
    return (await this.get(key)) !== undefined;
  }

  async hasMany(keys: string[]): Promise<boolean[]> {
    return (await this.getMany(keys)).map((value) => value !== undefined);
  }

  async set(key: string, value: unknown): Promise<boolean> {
    await this.#writer.write([this.#entry(key, value as string)]);
    return true;
  }

  async setMany(entries: KeyvStorageEntry<unknown>[]): Promise<boolean[]> {
    await this.#writer.write(entries.map(({ key, value }) => this.#entry(key, value as string)));
    return entries.map(() => true);
  }

  async delete(key: string): Promise<boolean> {
    return (await this.deleteMany([key]))[0]!;
  }

  async deleteMany(keys: string[]): Promise<boolean[]> {
    const before = await this.hasMany(keys);
    await this.#writer.write(keys.map((key) => this.#entry(key, null)));
    return before;
  }

  clear(): Promise<void> {
    return this.#writer.clear(this.namespace);
  }

  /** Each record once, in the order that the server has them in. */
  async *iterator(): AsyncGenerator<[string, string], void> {
    const seen = new Set<string>();
    for await (const entries of this.#database.walk(this.namespace))
      for (const entry of entries) {
        if (seen.has(entry[0])) continue;
        seen.add(entry[0]);
        yield entry;
      }
  }

  #entry(key: string, value: string | null): StoredWrite {
    return { namespace: this.namespace, key, value };
  }
}
