import { createStoredSpool } from '../../send/outbox/stored-spool.ts';
import { createDurableNamespace } from '../../store/durable-namespace.ts';
import { hasOtherBridges } from './has-other-bridges.ts';
import type { HandOver } from './hand-over.ts';
import { handedOver } from './handed-over.ts';
import { accountLease, type SharedPlace } from './open-shared-place.ts';

type AccountIds = () => Promise<readonly string[]>;

/** Removes what bridges that ended left in a store: of accounts that are no more, and what was handed over in vain. */
export const removeLeftovers = async (place: SharedPlace, handOver: HandOver, accountIds: AccountIds): Promise<void> => {
  await removeMail(place, accountIds);
  await removeUntaken(place, handOver, accountIds);
};

/** What was handed over for accounts that are no more; and where no other bridge is at it, pieces of messages that nobody gave to their end. */
const removeUntaken = async (place: SharedPlace, handOver: HandOver, accountIds: AccountIds): Promise<void> => {
  const { store } = place;
  const isAlone = !(await hasOtherBridges(place));
  const { all } = await handOver.read();
  const ids = await accountIds();
  await handOver.withdraw(all.filter(({ accountId }) => !ids.includes(accountId)));
  if (!isAlone) return;
  await store.namespace(handedOver.answers).clear();
  const messages = all.filter((one) => one.kind === 'message');
  await createStoredSpool(createDurableNamespace(store, handedOver.spool)).sweep(new Set(messages.map(handedOver.spoolIdOf)));
};

/** Mail and outboxes, where nobody works on them: the bridge that removed the account ended before it could. */
const removeMail = async ({ database, leases }: SharedPlace, accountIds: AccountIds): Promise<void> => {
  const left = Map.groupBy(
    (await database.namespaces()).filter((name) => /^(?:mail|outbox):/.test(name)),
    (name) => name.split(':')[1]!,
  );
  // After the names: an account that is added meanwhile is none that is left.
  const ids = await accountIds();
  for (const [accountId, namespaces] of left) {
    if (ids.includes(accountId) || !(await leases.take(accountLease(accountId)))) continue;
    for (const namespace of namespaces) await leases.write(accountLease(accountId), (lease) => database.clear(namespace, lease));
    await leases.release([accountLease(accountId)]);
  }
};
