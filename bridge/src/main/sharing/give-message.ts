import { randomUUID } from 'node:crypto';
import { createQueue } from '../../async/serial-queue.ts';
import { createAcceptMessage } from '../../send/accept-message.ts';
import type { SendingDeps } from '../../send/create-sending.ts';
import type { OutboxRecord } from '../../send/outbox/outbox-record.ts';
import { createStoredSpool, type PieceList } from '../../send/outbox/stored-spool.ts';
import type { Uploads } from '../../send/uploads.ts';
import { createDurableNamespace } from '../../store/durable-namespace.ts';
import type { RecordStore } from '../../store/record-store.ts';
import type { HandOver } from './hand-over.ts';
import { handedOver, type HandedOver } from './handed-over.ts';

export interface GiveMessageDeps extends Omit<SendingDeps, 'store' | 'spool' | 'uploads'> {
  store: Pick<RecordStore, 'namespace' | 'sync'>;
  uploads: Uploads;
  handOver: Pick<HandOver, 'give' | 'waiting' | 'read' | 'opened'>;
  /** Says that this bridge is there: pieces that lie alone are left to it from then on. */
  announce: () => Promise<void>;
  /** A message as it stands in the outbox of an account, read now. */
  findRecord: (accountId: string, id: string) => Promise<OutboxRecord | undefined>;
}

type AcceptMessage = ReturnType<typeof createAcceptMessage>;

/**
 * Takes messages for accounts that another bridge works on: composed and checked here, as it would do it, and kept in the store until it
 * takes them. The same message under the same key is taken once, wherever it has come to meanwhile.
 */
export const createGiveMessage = ({ store, handOver, announce, findRecord, ...deps }: GiveMessageDeps): AcceptMessage => {
  const inTurn = createQueue();
  const spool = createStoredSpool(createDurableNamespace(store, handedOver.spool));
  /** What was not handed over, as far as is known: its pieces are removed once it is seen not to have arrived. */
  const failed = new Set<string>();

  const removeFailed = async (all: readonly HandedOver[]): Promise<void> => {
    const arrived = new Set(all.flatMap((one) => (one.kind === 'message' ? [handedOver.spoolIdOf(one)] : [])));
    for (const handOverId of failed) {
      if (!arrived.has(handOverId)) await spool.remove(handOverId);
      failed.delete(handOverId);
    }
  };

  /** As it is known by now: handed over by whichever bridge, or in the outbox. */
  const find = async (accountId: string, id: string): Promise<OutboxRecord | undefined> => {
    // In this order: what is taken between the two is found in both.
    const { all, show } = await handOver.read();
    show();
    await removeFailed(all);
    const waiting = handOver.waiting(accountId).flatMap((one) => (one.kind === 'message' && one.id === id ? [one.record] : []));
    return (await findRecord(accountId, id)) ?? waiting[0];
  };

  return (request) =>
    inTurn(async () => {
      await handOver.opened;
      // Its own: another bridge may be at the same message right now.
      const handOverId = randomUUID();
      let pieces: PieceList | undefined;
      const accept = createAcceptMessage({
        ...deps,
        book: {
          get: (id) => find(request.accountId, id),
          async save(record, text) {
            const { accountId, id } = record.entry;
            const content = { ...(text !== undefined && { text }), ...(pieces && { pieces }) };
            await handOver.give({ kind: 'message', accountId, id, handOverId, record, ...content });
            deps.publish(record.entry);
          },
        },
        spool: {
          async keep(_, content) {
            await announce();
            const kept = await spool.keep(handOverId, content);
            ({ pieces } = kept);
            return kept;
          },
          remove: () => spool.remove(handOverId),
        },
        onAccepted: () => {},
      });
      try {
        return await accept(request);
      } catch (error) {
        failed.add(handOverId);
        throw error;
      }
    });
};
