import { createQueue } from '../../async/serial-queue.ts';
import { createAcceptMessage } from '../../send/accept-message.ts';
import type { SendingDeps } from '../../send/create-sending.ts';
import type { OutboxRecord } from '../../send/outbox/outbox-record.ts';
import { createStoredSpool } from '../../send/outbox/stored-spool.ts';
import type { Uploads } from '../../send/uploads.ts';
import { createDurableNamespace } from '../../store/durable-namespace.ts';
import type { RecordStore } from '../../store/record-store.ts';
import type { HandOver } from './hand-over.ts';
import { handedOver } from './handed-over.ts';

export interface GiveMessageDeps extends Omit<SendingDeps, 'store' | 'spool' | 'uploads'> {
  store: Pick<RecordStore, 'namespace' | 'sync'>;
  uploads: Uploads;
  handOver: Pick<HandOver, 'give' | 'waiting' | 'read' | 'opened'>;
  /** What stands in the outbox of an account, read now. */
  readRecords: (accountId: string) => Promise<readonly OutboxRecord[]>;
}

/**
 * Takes messages for accounts that another bridge works on: composed and checked here, as it would do it, and kept in the store until it
 * takes them. The same message under the same key is taken once, wherever it has come to meanwhile.
 */
export const createGiveMessage = ({ store, handOver, readRecords, ...deps }: GiveMessageDeps) => {
  const inTurn = createQueue();
  let known = new Map<string, OutboxRecord>();
  const accept = createAcceptMessage({
    ...deps,
    book: {
      get: (id) => known.get(id),
      async save(record, text) {
        const { accountId, id } = record.entry;
        await handOver.give({ kind: 'message', accountId, id, record, ...(text !== undefined && { text }) });
        deps.publish(record.entry);
      },
    },
    spool: createStoredSpool(createDurableNamespace(store, handedOver.spool)),
    onAccepted: () => {},
  });
  return (request: Parameters<typeof accept>[0]): ReturnType<typeof accept> =>
    inTurn(async () => {
      await handOver.opened;
      // In this order: what is taken between the two is found in both.
      (await handOver.read()).show();
      const waiting = handOver.waiting(request.accountId).flatMap((one) => (one.kind === 'message' ? [one.record] : []));
      const records = [...waiting, ...(await readRecords(request.accountId))];
      known = new Map(records.map((record) => [record.entry.id, record]));
      return accept(request);
    });
};
