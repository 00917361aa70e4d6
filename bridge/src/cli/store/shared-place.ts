import { createStoredSpool } from '../../send/outbox/stored-spool.ts';
import { createDurableNamespace } from '../../store/durable-namespace.ts';
import { createSharedStore } from '../../store/shared/create-shared-store.ts';
import type { Database } from '../../store/shared/database.ts';
import { handedOver } from '../../main/sharing/handed-over.ts';
import type { CopyPlace } from './copy-place.ts';

const spoolPattern = /^outbox:([^:]+):spool$/;

/** Whether a bridge works on the store now: what is copied meanwhile would be of different moments. */
export const hasBridges = async (database: Database): Promise<boolean> =>
  (await database.leases()).some(({ name, isExpired }) => name.startsWith('bridge:') && !isExpired);

/** A store on a server as one side of a copy. */
export const openSharedCopy = (database: Database): CopyPlace => {
  const store = createSharedStore(database, { write: () => Promise.reject(new Error('a copy needs no lease')) }, () => null);
  const spoolOf = (accountId: string) => createStoredSpool(createDurableNamespace(store, `outbox:${accountId}:spool`));
  return {
    address: database.address,
    isShared: true,
    namespaces: async () => (await database.namespaces()).filter((name) => !spoolPattern.test(name) && name !== handedOver.answers),
    walk: (namespace) => database.walk(namespace),
    write: (namespace, entries) => database.fencedWrite(entries.map(([key, value]) => ({ namespace, key, value }))),
    clear: (namespace) => database.clear(namespace),
    async longMessages() {
      const found = [];
      for (const namespace of await database.namespaces()) {
        const accountId = spoolPattern.exec(namespace)?.[1];
        if (accountId === undefined) continue;
        const ids = new Set<string>();
        for await (const entries of database.walk(namespace)) for (const [key] of entries) ids.add(key.slice(0, key.lastIndexOf(':')));
        found.push(...[...ids].map((id) => ({ accountId, id })));
      }
      return found;
    },
    readLong: ({ accountId, id }) => spoolOf(accountId).read(id),
    async keepLong({ accountId, id }, content) {
      await spoolOf(accountId).remove(id);
      await spoolOf(accountId).keep(id, content);
    },
    finish: async () => {},
    close: () => database.close(),
  };
};
