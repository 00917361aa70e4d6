import { createBatchWriter, type KeyValueStore } from './batch-writer.ts';
import type { OutboxRecord } from './outbox-record.ts';

const recordPrefix = 'record:';
const contentPrefix = 'content:';

export interface OutboxStore {
  load(): Promise<OutboxRecord[]>;
  /** Resolves when the record, and its content where one is given, are on disk. Later writes are never on disk before earlier ones. */
  write(record: OutboxRecord, content?: string): Promise<void>;
  readContent(id: string): Promise<string | undefined>;
  removeContent(id: string): Promise<void>;
  remove(id: string): Promise<void>;
  /** Resolves when everything that was asked for so far is on disk. */
  settle(): Promise<void>;
}

/** The outbox over one namespace of the durable store. Content is ASCII or UTF-8 text, which mail of ours always is. */
export const createOutboxStore = (store: KeyValueStore): OutboxStore => {
  const writer = createBatchWriter(store);
  return {
    async load() {
      const records: OutboxRecord[] = [];
      for await (const [key, value] of store.iterator()) if (key.startsWith(recordPrefix)) records.push(value as OutboxRecord);
      return records;
    },
    write: (record, content) =>
      writer.set([
        { key: recordPrefix + record.entry.id, value: record },
        ...(content === undefined ? [] : [{ key: contentPrefix + record.entry.id, value: content }]),
      ]),
    readContent: async (id) => (await store.get(contentPrefix + id)) as string | undefined,
    removeContent: (id) => writer.remove([contentPrefix + id]),
    remove: (id) => writer.remove([recordPrefix + id, contentPrefix + id]),
    settle: () => writer.settle(),
  };
};
