import { isSettled } from '@kurrier/shared/mail/outbox';
import { createBatchWriter, type KeyValueStore } from './batch-writer.ts';
import { Begun, OutboxRecord, type DamagedRecord } from './outbox-record.ts';

interface StoredRecord {
  record: OutboxRecord;
  /** The process was ended after the content's end could have been sent, and before its answer was stored. */
  contentBegun: boolean;
}

export interface OutboxStore {
  /** Every record as it can be read; those that cannot are told apart, and stay in the store. */
  load(): Promise<{ records: StoredRecord[]; damaged: DamagedRecord[] }>;
  /** Removes what is kept elsewhere now. */
  removeDamaged(damaged: readonly DamagedRecord[]): Promise<void>;
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

/** What the keys of messages begin with. */
export const recordPrefix = 'record:';
const begunPrefix = 'begun:';
const contentPrefix = 'content:';

/** Keys in the order of acceptance: messages that are written together lie together, which halves what a commit has to write. */
const keyOf = ({ entry: { acceptedAt, id } }: OutboxRecord): string => `${acceptedAt.toString(36).padStart(9, '0')}-${id}`;
/** Under which keys a message and its content lie. */
export const recordKey = (record: OutboxRecord): string => recordPrefix + keyOf(record);
/** How the key of a message begins and ends that was accepted nobody knows when. */
export const recordKeysOf = (id: string): { prefix: string; suffix: string } => ({ prefix: recordPrefix, suffix: `-${id}` });
export const contentKey = (record: OutboxRecord): string => contentPrefix + keyOf(record);

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
      const read: OutboxRecord[] = [];
      const damaged: DamagedRecord[] = [];
      const begun = new Map<string, Begun>();
      // Which message one that cannot be read is about is not known: it may be any that was under way.
      let anyBegun = false;
      for await (const [key, stored] of store.iterator()) {
        if (key.startsWith(recordPrefix)) {
          const record = OutboxRecord.safeParse(stored);
          if (record.success) read.push(record.data);
          else damaged.push({ key, stored, content: await store.get(contentPrefix + key.slice(recordPrefix.length)) });
        }
        if (key.startsWith(begunPrefix)) {
          const { success, data } = Begun.safeParse(stored);
          if (success) begun.set(data.id, data);
          else {
            anyBegun = true;
            damaged.push({ key, stored });
          }
        }
      }
      const records = read.map((record) => {
        const { id, attempts, retryUntil, status } = record.entry;
        const last = begun.get(id);
        const isLast = last?.attempts === attempts && last.retryUntil === retryUntil;
        return { record, contentBegun: !isSettled(record.entry) && (isLast || (anyBegun && (attempts > 0 || status.state === 'sending'))) };
      });
      return { records, damaged };
    },
    removeDamaged: (damaged) =>
      writer.remove(
        damaged.flatMap(({ key }) => [key, ...(key.startsWith(recordPrefix) ? [contentPrefix + key.slice(recordPrefix.length)] : [])]),
      ),
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
      if (known === undefined) {
        const stored = await store.get(key);
        return typeof stored === 'string' ? stored : undefined;
      }
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
