import type { StoredChange } from '../../changes/change-records.ts';
import type { PendingChanges } from '../../changes/pending-changes.ts';
import { byOurClock } from '../../send/outbox/change-entry.ts';
import { longestRetryMs } from '@kurrier/shared/mail/outbox';
import type { OutboxRecord } from '../../send/outbox/outbox-record.ts';
import { contentKey, recordKey } from '../../send/outbox/outbox-store.ts';
import { copyPieces, createStoredSpool } from '../../send/outbox/stored-spool.ts';
import type { SharedSending } from '../../send/shared-sending.ts';
import { createDurableNamespace } from '../../store/durable-namespace.ts';
import type { StoredWrite } from '../../store/shared/database.ts';
import { accountLease, type SharedPlace } from './open-shared-place.ts';
import type { HandOver } from './hand-over.ts';
import { handedOver, type HandedOver, type HandedOverOf } from './handed-over.ts';

export interface AdoptionDeps {
  place: Pick<SharedPlace, 'database' | 'store' | 'leases'>;
  handOver: Pick<HandOver, 'read'>;
  changes: Pick<PendingChanges, 'adopt'>;
  outboxes: Pick<SharedSending, 'adopt' | 'outbox' | 'entryOf'>;
}

const isKind =
  <Kind extends HandedOver['kind']>(kind: Kind) =>
  (one: HandedOver): one is HandedOverOf<Kind> =>
    one.kind === kind;

/** As a record of Keyv's. */
const write = (namespace: string, key: string, value: unknown): StoredWrite => ({
  namespace,
  key,
  value: value === null ? null : JSON.stringify({ value }),
});

/** The clock of the bridge that took the message may be another. */
const takenOver = (record: OutboxRecord, now: number): OutboxRecord => ({
  ...record,
  entry: { ...byOurClock(record.entry, now), retryUntil: now + longestRetryMs },
});

/**
 * What of `all` may be taken after `offered` was prepared for. A message that came since, or in the place of another, waits for the next
 * time, and what is to be done with it does so, too.
 */
const withoutLater = (all: readonly HandedOver[], offered: readonly HandedOverOf<'message'>[]): HandedOver[] => {
  const prepared = new Map(offered.map(({ id, record }) => [id, record.entry.messageId]));
  const isLater = ({ id, record }: HandedOverOf<'message'>) => prepared.get(id) !== record.entry.messageId;
  const later = new Set(all.filter(isKind('message')).flatMap((one) => (isLater(one) ? [one.id] : [])));
  return all.filter((one) => !later.has(one.kind === 'outbox' ? one.request.id : one.id));
};

/**
 * Takes what other bridges handed over for an account of this one. One write under the account's lease both removes it and adds it to the
 * account's changes and outbox: whoever holds the account next finds it in one place or the other, never in both.
 */
export const createAdoption =
  ({ place: { database, store, leases }, handOver, changes, outboxes }: AdoptionDeps) =>
  async (accountId: string): Promise<void> => {
    const readOwn = async () => (await handOver.read()).all.filter((one) => one.accountId === accountId);
    const outbox = `outbox:${accountId}`;
    const pieces = createDurableNamespace(store, handedOver.spool);
    const offered = (await readOwn()).filter(isKind('message'));
    let taken: readonly HandedOver[] = [];

    /** Moves everything into the account's changes and outbox; answers the messages of `fresh`. */
    const move = async (fresh: ReadonlySet<string>): Promise<OutboxRecord[]> => {
      let messages: OutboxRecord[] = [];
      await changes.adopt(accountId, async (readChanges) => {
        let added: StoredChange[] = [];
        await leases.write(accountLease(accountId), async (lease) => {
          taken = withoutLater(await readOwn(), offered);
          const dismissed = new Set(taken.filter(isKind('dismissal')).map(({ changeId }) => changeId));
          added = taken.filter(isKind('change')).map(({ change }) => change);
          const after = [...(await readChanges()), ...added].filter(({ id }) => !dismissed.has(id));
          const adopted = taken
            .filter(isKind('message'))
            .filter(({ id }) => fresh.has(id))
            .map((one) => ({ ...one, record: takenOver(one.record, Date.now()) }));
          messages = adopted.map(({ record }) => record);
          await database.fencedWrite(
            [
              ...taken.map((one) => write(handedOver.namespace, handedOver.keyOf(one), null)),
              ...(added.length + dismissed.size > 0 ? [write('changes', accountId, after.length > 0 ? after : null)] : []),
              ...adopted.flatMap(({ record, text: content }) => [
                write(outbox, recordKey(record), record),
                ...(content === undefined ? [] : [write(outbox, contentKey(record), content)]),
              ]),
            ],
            lease,
          );
        });
        return added;
      });
      return messages;
    };

    await outboxes.adopt(
      accountId,
      offered.map(({ id }) => id),
      async () => {
        // The same message may have been taken here, too, when the answer to whoever sent it was lost: what lies here of it stays.
        const fresh = offered.filter(({ id }) => !outboxes.entryOf(id));
        for (const { id, record } of fresh)
          if (record.spooled) await copyPieces(id, pieces, createDurableNamespace(store, `${outbox}:spool`));
        return move(new Set(fresh.map(({ id }) => id)));
      },
    );
    for (const { id, record } of taken.filter(isKind('message'))) if (record.spooled) await createStoredSpool(pieces).remove(id);
    const answers = store.namespace<unknown>(handedOver.answers);
    for (const { id, act, request } of taken.filter(isKind('outbox'))) {
      const { evenIfTwice = false } = request;
      await answers.set(id, await outboxes.outbox[act]({ id: request.id, evenIfTwice }));
    }
  };
