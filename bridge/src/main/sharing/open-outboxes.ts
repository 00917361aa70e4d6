import path from 'node:path';
import type { OutboxEntry } from '@kurrier/shared/mail/outbox';
import { OutboxRecord } from '../../send/outbox/outbox-record.ts';
import { createSending, type Sending, type SendingDeps } from '../../send/create-sending.ts';
import { createSharedSending, type SharedSending } from '../../send/shared-sending.ts';
import { createStoredSpool } from '../../send/outbox/stored-spool.ts';
import { createUploads } from '../../send/uploads.ts';
import { createDurableNamespace } from '../../store/durable-namespace.ts';
import type { RecordStore } from '../../store/record-store.ts';

/** Outboxes of accounts that are shared out between bridges. */
export interface SharedOutboxes {
  store: RecordStore;
  /** Whether the store is safe enough to send from; where it is not, nothing leaves any outbox. */
  canSend: boolean;
  /** The error for what this bridge may not do with an outbox. */
  refuse: (accountId: string) => Error;
}

type OpenedSending = SharedSending & Pick<Sending, 'start'>;

/** The outbox of a bridge that has its accounts for itself: there is nothing to take or to drop. */
export const ownSending = (sending: Sending): OpenedSending => ({ ...sending, take: async () => {}, drop: async () => {} });

/** The outboxes on a shared store, each account's in a name space of its own, so that it is written under the account's lease. */
export const openSharedOutboxes = (
  { store, canSend, refuse }: SharedOutboxes,
  deps: Omit<SendingDeps, 'store'>,
  accountIds: () => Promise<readonly string[]>,
): OpenedSending => {
  const uploads = createUploads(path.join(deps.folder, 'uploads'), deps.now);
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
    async readEntries(accountId) {
      const entries: OutboxEntry[] = [];
      for await (const [key, stored] of store.namespace(`outbox:${accountId}`).iterator()) {
        const record = key.startsWith('record:') ? OutboxRecord.safeParse(stored).data : undefined;
        if (record) entries.push(record.entry);
      }
      return entries;
    },
    refuse,
  });
  return { ...shared, take: async (accountId) => (canSend ? shared.take(accountId) : undefined), start: async () => {} };
};
