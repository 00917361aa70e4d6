import { isSettled, type OutboxEntry } from '@kurrier/shared/mail/outbox';
import { recover } from './change-entry.ts';
import type { DamagedRecord, OutboxRecord } from './outbox-record.ts';
import type { OutboxStore } from './outbox-store.ts';

/** Settled messages beyond this many are forgotten, the oldest first. */
const keptSettled = 1000;

/** The order in which messages were accepted, the same whatever order a store has its records in. */
export const byAcceptance = (a: OutboxEntry, b: OutboxEntry): number => a.acceptedAt - b.acceptedAt || (a.id < b.id ? -1 : 1);

export interface OutboxIndex {
  /** Reads what is stored, and settles what a killed process left in the middle. */
  load(): Promise<void>;
  get(id: string): OutboxRecord | undefined;
  all(): OutboxRecord[];
  /** The new truth at once for everybody who reads; resolves when it is on disk. A new record that does not get there is forgotten. */
  save(record: OutboxRecord, content?: string): Promise<void>;
  /** Resolves when it is on disk; nobody sees it before it is shown. */
  write(record: OutboxRecord): Promise<void>;
  /** The new truth for everybody who reads: states that are stored already, or need not survive the process. */
  show(record: OutboxRecord): void;
  /** Resolves when it is on disk that the end of the content may be sent from now on. */
  begin(record: OutboxRecord): Promise<void>;
  readContent(record: OutboxRecord): Promise<string | undefined>;
  removeContent(record: OutboxRecord): Promise<void>;
  forget(id: string): Promise<void>;
  /** Forgets old settled messages. */
  tidy(): Promise<void>;
}

/** All messages of the outbox: in memory to be read, in the store to survive. */
export const createOutboxIndex = (deps: {
  store: OutboxStore;
  removeSpooled: (id: string) => Promise<void>;
  publish: (entry: OutboxEntry) => void;
  publishForgotten: (id: string) => void;
  /** Keeps records that cannot be read where nobody overwrites them; resolves when they are there. */
  setAside: (damaged: readonly DamagedRecord[]) => Promise<void>;
  report: (error: unknown) => void;
  now?: () => number;
}): OutboxIndex => {
  const { store, removeSpooled, publish, publishForgotten, setAside, report, now = Date.now } = deps;
  const records = new Map<string, OutboxRecord>();

  const show = (record: OutboxRecord) => {
    const before = records.get(record.entry.id);
    records.set(record.entry.id, record);
    if (before?.entry !== record.entry) publish(record.entry);
  };

  /** The content last: a record that stays in the store has it still. */
  const remove = async (record: OutboxRecord) => {
    await store.remove(record);
    if (record.spooled) await removeSpooled(record.entry.id);
  };

  const forget = async (id: string) => {
    const record = records.get(id);
    if (!record) return;
    records.delete(id);
    await remove(record);
    publishForgotten(id);
  };

  return {
    async load() {
      const { records: stored, damaged } = await store.load();
      if (damaged.length > 0) {
        await setAside(damaged);
        await store.removeDamaged(damaged);
      }
      stored.sort((a, b) => byAcceptance(a.record.entry, b.record.entry));
      const newest = new Map(stored.map(({ record }) => [record.entry.id, record]));
      const changed: Promise<void>[] = [];
      for (const { record, contentBegun } of stored) {
        if (newest.get(record.entry.id) !== record) {
          // It failed to be accepted and could not be removed either; then it was accepted anew.
          changed.push(store.remove(record));
          continue;
        }
        const entry = recover(record.entry, contentBegun, now());
        const recovered = entry === record.entry ? record : { ...record, entry };
        records.set(entry.id, recovered);
        if (recovered !== record) changed.push(store.write(recovered));
      }
      await Promise.all(changed);
    },
    get: (id) => records.get(id),
    all: () => [...records.values()],
    async save(record, content) {
      const { id } = record.entry;
      const isNew = !records.has(id);
      show(record);
      try {
        await store.write(record, content);
      } catch (error) {
        if (isNew) {
          // Never accepted: a second call begins anew, and nothing that was half written goes out after a restart.
          records.delete(id);
          publishForgotten(id);
          await remove(record).catch(report);
        }
        throw error;
      }
    },
    write: (record) => store.write(record),
    show,
    begin: (record) => store.begin(record),
    readContent: (record) => store.readContent(record),
    removeContent: (record) => (record.spooled ? removeSpooled(record.entry.id) : store.removeContent(record)),
    forget,
    async tidy() {
      const settled = [...records.values()].filter(({ entry }) => isSettled(entry) && entry.copy.state !== 'waiting');
      await Promise.all(settled.slice(0, Math.max(0, settled.length - keptSettled)).map(({ entry }) => forget(entry.id)));
    },
  };
};
