import type { RecordStore } from './record-store.ts';

/** Makes a record of what was stored, or throws where it is none; undefined: it counts as not there. */
export type ParseRecord<Value> = (key: string, stored: unknown) => Value | undefined;

/**
 * One kind of record, each parsed as it is read. One that is not what it should be is damage of the whole store, told and rejected like
 * pages that SQLite cannot read.
 */
export const createParsedNamespace = <Value>(store: RecordStore, name: string, parse: ParseRecord<Value>) => {
  const records = store.namespace<unknown>(name);
  return {
    async get(key: string): Promise<Value | undefined> {
      const stored = await records.get(key);
      if (stored === undefined) return undefined;
      try {
        return parse(key, stored);
      } catch (error) {
        throw store.reportDamage(name, `${name}, ${key}: ${error instanceof Error ? error.message.slice(0, 500) : String(error)}`);
      }
    },
    set: (key: string, value: Value) => records.set(key, value),
    deleteMany: (keys: string[]) => records.deleteMany(keys),
    clear: () => records.clear(),
  };
};
