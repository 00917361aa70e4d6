import path from 'node:path';
import type { OutboxEntry } from '@kurrier/shared/mail/outbox';
import { storageProblemOf } from '../../files/storage-problem-of.ts';
import { createSending, type Sending, type SendingDeps } from '../../send/create-sending.ts';
import { createSharedSending, type SharedSending } from '../../send/shared-sending.ts';
import { createStoredSpool } from '../../send/outbox/stored-spool.ts';
import { createUploads } from '../../send/uploads.ts';
import { createDurableNamespace } from '../../store/durable-namespace.ts';
import type { RecordStore } from '../../store/record-store.ts';
import type { Database } from '../../store/shared/database.ts';
import { createGiveAct } from './give-act.ts';
import { createGiveMessage } from './give-message.ts';
import type { HandOver } from './hand-over.ts';
import { createStoredOutboxes } from './stored-outboxes.ts';

/** Outboxes of accounts that are shared out between bridges. */
export interface SharedOutboxes {
  store: RecordStore;
  database: Pick<Database, 'walk'>;
  handOver: HandOver;
  /** Says to the other bridges that this one is there. */
  announce: () => Promise<void>;
  /** Whether the store is safe enough to send from; where it is not, nothing leaves any outbox. */
  canSend: boolean;
  /** The error for what this bridge may not do with an outbox. */
  refuse: (accountId: string) => Error;
}

type OpenedSending = SharedSending & Pick<Sending, 'start'>;

/** The outbox of a bridge that has its accounts for itself: there is nothing to take or to drop. */
export const ownSending = (sending: Sending): OpenedSending => ({
  ...sending,
  take: async () => {},
  drop: async () => {},
  adopt: async () => {},
  readAnew: async () => {},
  findEntry: async (id) => sending.entryOf(id),
});

/** The outboxes on a shared store, each account's in a name space of its own, so that it is written under the account's lease. */
export const openSharedOutboxes = (
  { store, database, handOver, announce, canSend, refuse }: SharedOutboxes,
  deps: Omit<SendingDeps, 'store'>,
  accountIds: () => Promise<readonly string[]>,
): OpenedSending => {
  const uploads = createUploads(path.join(deps.folder, 'uploads'), deps.now);
  const ending = new AbortController();
  const stored = createStoredOutboxes(database);
  const refuseAll = (accountId: string): never => {
    throw refuse(accountId);
  };
  const giveMessage = createGiveMessage({ ...deps, store, uploads, handOver, announce, findRecord: stored.find });
  const shared = createSharedSending({
    open: (accountId) =>
      createSending({
        ...deps,
        uploads,
        store: createDurableNamespace(store, `outbox:${accountId}`),
        spool: createStoredSpool(createDurableNamespace(store, `outbox:${accountId}:spool`)),
      }),
    uploads,
    accountIds,
    readEntries: async (accountId) => (await stored.list(accountId)).map(({ entry }) => entry),
    async readHandedOver() {
      const { all } = await handOver.read();
      // What was just taken may not be in the outbox of this bridge yet.
      const known = [...all, ...(await accountIds()).flatMap((id) => handOver.waiting(id))];
      const entries = known.flatMap((one): OutboxEntry[] => (one.kind === 'message' ? [one.record.entry] : []));
      // Of what two bridges handed over under one key, the first is taken.
      return [...new Map(entries.toReversed().map((entry) => [entry.id, entry])).values()];
    },
    giveMessage: canSend ? giveMessage : async ({ accountId }) => refuseAll(accountId),
    giveAct: canSend ? createGiveAct({ store, handOver, refuse, signal: ending.signal }) : async (accountId) => refuseAll(accountId),
    isOthers: (error) => storageProblemOf(error) === 'held-elsewhere',
    publish: deps.publish,
    refuse,
  });
  return {
    ...shared,
    take: async (accountId) => (canSend ? shared.take(accountId) : undefined),
    // No outbox is open that would have to know of it.
    adopt: async (accountId, ids, write) => (canSend ? shared.adopt(accountId, ids, write) : void (await write())),
    start: async () => {},
    async close() {
      ending.abort();
      await shared.close();
    },
  };
};
