import { createStoredSpool } from '../../send/outbox/stored-spool.ts';
import { createDurableNamespace } from '../../store/durable-namespace.ts';
import { hasOtherBridges } from './has-other-bridges.ts';
import type { HandOver } from './hand-over.ts';
import { handedOver, type HandedOver } from './handed-over.ts';
import { accountLease, type SharedPlace } from './open-shared-place.ts';

type AccountIds = () => Promise<readonly string[]>;

/** Removes what bridges that ended left in a store: of accounts that are no more, and what was handed over in vain. */
export const removeLeftovers = async (place: SharedPlace, handOver: HandOver, accountIds: AccountIds): Promise<void> => {
  await removeMail(place, accountIds);
  await removeUntaken(place, handOver, accountIds);
};

const createPieces = (store: SharedPlace['store']) => createStoredSpool(createDurableNamespace(store, handedOver.spool));

/** Takes back what was handed over, with the pieces of its messages. */
export const removeHandedOver = async (
  store: SharedPlace['store'],
  handOver: Pick<HandOver, 'withdraw'>,
  meant: readonly HandedOver[],
): Promise<void> => {
  await handOver.withdraw(meant);
  const pieces = createPieces(store);
  for (const one of meant)
    if (one.kind === 'message' && one.record.spooled) await pieces.remove(handedOver.spoolIdOf(one), one.pieces?.count);
};

/** Removes mail, outbox and changes of an account that is no more, under its lease, which this bridge has. */
export const removeAccountRest = async (
  { database, leases }: Pick<SharedPlace, 'database' | 'leases'>,
  accountId: string,
): Promise<void> => {
  const left = (await database.namespaces()).filter((name) => accountOf(name) === accountId);
  for (const namespace of left) await leases.write(accountLease(accountId), (lease) => database.clear(namespace, lease));
  const changes = { namespace: 'changes', key: accountId, value: null };
  await leases.write(accountLease(accountId), (lease) => database.fencedWrite([changes], lease));
};

const accountOf = (namespace: string): string | undefined => /^(?:mail|outbox):([^:]+)/.exec(namespace)?.[1];

/** What was handed over for accounts that are no more; and where no other bridge is at it, pieces of messages that nobody gave to their end. */
const removeUntaken = async (place: SharedPlace, handOver: HandOver, accountIds: AccountIds): Promise<void> => {
  const { store } = place;
  const isAlone = !(await hasOtherBridges(place));
  // Before the accounts: one that is added meanwhile has nothing among it.
  const { all } = await handOver.read();
  const ids = await accountIds();
  await removeHandedOver(
    store,
    handOver,
    all.filter(({ accountId }) => !ids.includes(accountId)),
  );
  if (!isAlone) return;
  await store.namespace(handedOver.answers).clear();
  await createPieces(store).sweep(new Set(all.filter((one) => one.kind === 'message').map(handedOver.spoolIdOf)));
};

/** Mail and outboxes, where nobody works on them: the bridge that removed the account ended before it could. */
const removeMail = async (place: SharedPlace, accountIds: AccountIds): Promise<void> => {
  const left = new Set((await place.database.namespaces()).flatMap((name) => accountOf(name) ?? []));
  // After the names: an account that is added meanwhile is none that is left.
  const ids = await accountIds();
  for (const accountId of left) {
    if (ids.includes(accountId) || !(await place.leases.take(accountLease(accountId)))) continue;
    await removeAccountRest(place, accountId);
    await place.leases.release([accountLease(accountId)]);
  }
};
