import { hash } from 'node:crypto';
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
  outboxes: Pick<SharedSending, 'adopt' | 'fingerprintOf'>;
  answerActs: (acts: readonly HandedOverOf<'outbox'>[]) => Promise<void>;
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

/** The id of a message that came under a key which another message has. */
const ownId = ({ id, record }: HandedOverOf<'message'>): string => hash('sha256', `${id}\n${record.fingerprint}`, 'base64url').slice(0, 22);

/**
 * What of `all` may be taken after `offered` was prepared for. A message that came since, or in the place of another, waits for the next
 * time, and what is to be done with it does so, too.
 */
const withoutLater = (all: readonly HandedOver[], offered: readonly HandedOverOf<'message'>[]): HandedOver[] => {
  const prepared = new Map(offered.map((one) => [handedOver.keyOf(one), one.record.entry.messageId]));
  const isLater = (one: HandedOverOf<'message'>) => prepared.get(handedOver.keyOf(one)) !== one.record.entry.messageId;
  const later = all.filter(isKind('message')).filter(isLater);
  const laterIds = new Set(later.map(({ id }) => id));
  return all.filter((one) => (one.kind === 'message' ? !later.includes(one) : one.kind !== 'outbox' || !laterIds.has(one.request.id)));
};

/**
 * Takes what other bridges handed over for an account of this one. One write under the account's lease both removes it and adds it to the
 * account's changes and outbox: whoever holds the account next finds it in one place or the other, never in both.
 */
export const createAdoption =
  ({ place: { database, store, leases }, handOver, changes, outboxes, answerActs }: AdoptionDeps) =>
  async (accountId: string): Promise<void> => {
    const readOwn = async () => (await handOver.read()).all.filter((one) => one.accountId === accountId);
    const outbox = `outbox:${accountId}`;
    const pieces = createDurableNamespace(store, handedOver.spool);
    const offered = (await readOwn()).filter(isKind('message'));
    let taken: readonly HandedOver[] = [];

    /**
     * Copies what the outbox has not got yet beside it; answers what is to be its record under the key of each. What two bridges handed over
     * under one key is taken once where it is the same message, from whichever has all of its content; else each is a message of its own.
     */
    const prepare = async (): Promise<Map<string, OutboxRecord>> => {
      const fingerprints = new Map<string, string>();
      for (const { id, record } of offered)
        if (!fingerprints.has(id)) fingerprints.set(id, outboxes.fingerprintOf(id) ?? record.fingerprint);
      const idOf = (one: HandedOverOf<'message'>) => (one.record.fingerprint === fingerprints.get(one.id) ? one.id : ownId(one));
      const fresh = new Map<string, OutboxRecord>();
      for (const [id, same] of Map.groupBy(offered, idOf)) {
        // It may have been taken here, too, when the answer to whoever sent it was lost: what lies here of it stays.
        if (outboxes.fingerprintOf(id) !== undefined) continue;
        let chosen = same[0]!;
        for (const one of same) {
          const from = { store: pieces, id: handedOver.spoolIdOf(one), pieces: one.pieces };
          if (one.record.spooled && !(await copyPieces(from, { store: createDurableNamespace(store, `${outbox}:spool`), id }))) continue;
          chosen = one;
          break;
        }
        fresh.set(handedOver.keyOf(chosen), { ...chosen.record, entry: { ...chosen.record.entry, id } });
      }
      return fresh;
    };

    /** Moves everything into the account's changes and outbox; answers the messages of `fresh`. */
    const move = async (fresh: ReadonlyMap<string, OutboxRecord>): Promise<OutboxRecord[]> => {
      let messages: OutboxRecord[] = [];
      await changes.adopt(accountId, async (readChanges) => {
        let added: StoredChange[] = [];
        await leases.write(accountLease(accountId), async (lease) => {
          taken = withoutLater(await readOwn(), offered);
          const dismissed = new Set(taken.filter(isKind('dismissal')).map(({ changeId }) => changeId));
          added = taken.filter(isKind('change')).map(({ change }) => change);
          const after = [...(await readChanges()), ...added].filter(({ id }) => !dismissed.has(id));
          const adopted = taken.filter(isKind('message')).flatMap((one) => {
            const record = fresh.get(handedOver.keyOf(one));
            return record ? [{ ...one, record: takenOver(record, Date.now()) }] : [];
          });
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
      async () => move(await prepare()),
    );
    for (const one of taken.filter(isKind('message')))
      if (one.record.spooled) await createStoredSpool(pieces).remove(handedOver.spoolIdOf(one), one.pieces?.count);
    await answerActs(taken.filter(isKind('outbox')));
  };
