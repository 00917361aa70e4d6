import { createDurableNamespace } from '../../bridge/src/store/durable-namespace.ts';
import { createSharedStore } from '../../bridge/src/store/shared/create-shared-store.ts';
import type { Database } from '../../bridge/src/store/shared/database.ts';
import { createHeldLeases } from '../../bridge/src/store/shared/held-leases.ts';
import { createStoredSpool } from '../../bridge/src/send/outbox/stored-spool.ts';

/** A store on a database whose every record is written under one lease, held by `holder`. */
export const openUnderLease = async (database: Database, name: string, holder = 'a') => {
  const leases = createHeldLeases({ database, holder, durationMs: 60_000, onLost: () => {} });
  if (!(await leases.take(name))) throw new Error('somebody else has the lease');
  const store = createSharedStore(database, leases, () => name);
  return {
    leases,
    store,
    /** What the outbox of a harness lies in. */
    outbox: () => ({
      store: createDurableNamespace(store, `outbox:${name}`),
      spool: createStoredSpool(createDurableNamespace(store, `outbox:${name}:spool`)),
    }),
  };
};
