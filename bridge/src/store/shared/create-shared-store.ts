import { Keyv } from 'keyv';
import type { RecordStore } from '../record-store.ts';
import { DatabaseAdapter, type FencedWriter } from './database-adapter.ts';
import type { Database, Lease } from './database.ts';
import type { HeldLeases } from './held-leases.ts';
import { SharedStoreError } from './shared-store-error.ts';

/** Under which lease a record is written; null: under none. */
export type LeaseOf = (namespace: string, key: string | null) => string | null;

/**
 * A store on a database that others use, too: what needs a lease is written under it alone. The database outlives it.
 * `onDamaged` hears of name spaces in which something is not what it should be.
 */
export const createSharedStore = (
  database: Database,
  leases: Pick<HeldLeases, 'write'>,
  leaseOf: LeaseOf,
  onDamaged: (namespace: string) => void = () => {},
): RecordStore => {
  const under = (name: string | null, work: (lease?: Lease) => Promise<void>): Promise<void> =>
    name === null ? work() : leases.write(name, work);
  const writer: FencedWriter = {
    async write(writes) {
      const [first] = writes;
      if (!first) return;
      const name = leaseOf(first.namespace, first.key);
      if (writes.some(({ namespace, key }) => leaseOf(namespace, key) !== name)) throw new Error('one write under several leases');
      await under(name, (lease) => database.fencedWrite(writes, lease));
    },
    clear: (namespace) => under(leaseOf(namespace, null), (lease) => database.clear(namespace, lease)),
  };
  return {
    namespace: <Value>(name: string) => new Keyv<Value>(new DatabaseAdapter(database, name, writer)),
    // The server has it on its disk before it answers, as far as it was told to.
    sync: async () => {},
    reportDamage(namespace, message) {
      onDamaged(namespace);
      return new SharedStoreError(database.address, 'store-rebuilding', new Error(message));
    },
    close: () => {},
  };
};
