import type { Keyv } from 'keyv';
import type { RecordStore } from './record-store.ts';

/** A namespace of a `normal` store with the store's `sync` beside it: for those who write a lot and say themselves when it has to last. */
export const createDurableNamespace = (store: Pick<RecordStore, 'namespace' | 'sync'>, name: string) => {
  const records: Keyv<unknown> = store.namespace(name);
  return {
    get: (key: string) => records.get(key),
    setMany: (entries: { key: string; value: unknown }[]) => records.setMany(entries),
    deleteMany: (keys: string[]) => records.deleteMany(keys),
    iterator: () => records.iterator(),
    sync: () => store.sync(),
  };
};
