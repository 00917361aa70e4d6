import { isSettled, type OutboxEntry } from '@kurrier/shared/mail/outbox';
import { createBatchWriter, type KeyValueStore } from './batch-writer.ts';
import type { OutboxRecord } from './outbox-record.ts';

/** A message whose content may have reached its end. A later attempt differs in one of the numbers. */
type Begun = Pick<OutboxEntry, 'id' | 'attempts' | 'retryUntil'>;

interface StoredRecord {
  record: OutboxRecord;
  /** The process was ended after the content's end could have been sent, and before its answer was stored. */
  contentBegun: boolean;
}

export interface OutboxStore {
  load(): Promise<StoredRecord[]>;
  /** Resolves when the record, and its content where one is given, are on disk. Later writes are never on disk before earlier ones. */
  write(record: OutboxRecord, content?: string): Promise<void>;
  /** Resolves when it is on disk that the end of the content may be sent from now on. The next `write` of the record ends that. */
  begin(record: OutboxRecord): Promise<void>;
  readContent(record: OutboxRecord): Promise<string | undefined>;
  removeContent(record: OutboxRecord): Promise<void>;
  remove(record: OutboxRecord): Promise<void>;
  /** Resolves when everything that was asked for so far is on disk. */
  settle(): Promise<void>;
}

const recordPrefix = 'record:';
const begunPrefix = 'begun:';

/** Keys in the order of acceptance: messages that are written together lie together, which halves what a commit has to write. */
const keyOf = ({ entry: { acceptedAt, id } }: OutboxRecord): string => `${acceptedAt.toString(36).padStart(9, '0')}-${id}`;
const recordKey = (record: OutboxRecord): string => recordPrefix + keyOf(record);
const contentKey = (record: OutboxRecord): string => `content:${keyOf(record)}`;

/** Content that was just accepted is usually sent next: so much of it is not read back from the store. */
const longestRecent = 8 * 1024 * 1024;

/**
 * The outbox over one namespace of the durable store. Content is ASCII or UTF-8 text, which mail of ours always is.
 * What has begun stands in as many small slots as messages were ever under way at once, each used again and again.
 */
export const createOutboxStore = (store: KeyValueStore): OutboxStore => {
  const writer = createBatchWriter(store);
  const slots = new Map<string, number>();
  const freeSlots: number[] = [];
  const recent = new Map<string, string>();
  let recentLength = 0;

  const forget = (key: string): void => {
    recentLength -= recent.get(key)?.length ?? 0;
    recent.delete(key);
  };
  const remember = (key: string, content: string): void => {
    if (recentLength + content.length > longestRecent) return;
    recent.set(key, content);
    recentLength += content.length;
  };

  return {
    async load() {
      const records: OutboxRecord[] = [];
      const begun = new Map<string, Begun>();
      for await (const [key, value] of store.iterator()) {
        if (key.startsWith(recordPrefix)) records.push(value as OutboxRecord);
        if (key.startsWith(begunPrefix)) begun.set((value as Begun).id, value as Begun);
      }
      return records.map((record) => {
        const { id, attempts, retryUntil } = record.entry;
        const last = begun.get(id);
        const contentBegun = !isSettled(record.entry) && last?.attempts === attempts && last.retryUntil === retryUntil;
        return { record, contentBegun };
      });
    },
    write(record, content) {
      const { id } = record.entry;
      const slot = slots.get(id);
      if (slot !== undefined) freeSlots.push(slot);
      slots.delete(id);
      if (content !== undefined) remember(contentKey(record), content);
      return writer.set([
        { key: recordKey(record), value: record },
        ...(content === undefined ? [] : [{ key: contentKey(record), value: content }]),
      ]);
    },
    begin({ entry: { id, attempts, retryUntil } }) {
      const slot = slots.get(id) ?? freeSlots.pop() ?? slots.size;
      slots.set(id, slot);
      return writer.set([{ key: begunPrefix + slot, value: { id, attempts, retryUntil } satisfies Begun }]);
    },
    async readContent(record) {
      const key = contentKey(record);
      const known = recent.get(key);
      if (known === undefined) return (await store.get(key)) as string | undefined;
      // A second attempt comes much later, if at all.
      forget(key);
      return known;
    },
    removeContent(record) {
      forget(contentKey(record));
      return writer.remove([contentKey(record)]);
    },
    remove(record) {
      forget(contentKey(record));
      return writer.remove([recordKey(record), contentKey(record)]);
    },
    settle: () => writer.settle(),
  };
};
