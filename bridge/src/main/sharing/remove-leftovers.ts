import { createStoredSpool } from '../../send/outbox/stored-spool.ts';
import { createDurableNamespace } from '../../store/durable-namespace.ts';
import { hasOtherBridges } from './has-other-bridges.ts';
import type { HandOver } from './hand-over.ts';
import { handedOver, type HandedOver } from './handed-over.ts';
import { accountLease, type SharedPlace } from './open-shared-place.ts';

type AccountIds = () => Promise<readonly string[]>;
type LeftoversPlace = Pick<SharedPlace, 'database' | 'store' | 'leases' | 'holder'>;

/** Removes what bridges that ended left in a store: of accounts that are no more, and of messages that nobody gave to their end. */
export const removeLeftovers = async (place: LeftoversPlace, handOver: Pick<HandOver, 'read'>, accountIds: AccountIds): Promise<void> => {
  await removeMail(place, accountIds);
  await removePieces(place, handOver);
};

const createPieces = (store: SharedPlace['store']) => createStoredSpool(createDurableNamespace(store, handedOver.spool));

/** Takes back what was handed over, with the pieces of its messages: those first, so that what fails in the middle can be done again. */
export const removeHandedOver = async (
  store: SharedPlace['store'],
  handOver: Pick<HandOver, 'withdraw'>,
  meant: readonly HandedOver[],
): Promise<void> => {
  const pieces = createPieces(store);
  for (const one of meant)
    if (one.kind === 'message' && one.record.spooled) await pieces.remove(handedOver.spoolIdOf(one), one.pieces?.count);
  await handOver.withdraw(meant);
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

/**
 * Pieces of messages that nobody gave to their end, where no other bridge is at it. In this order: a bridge announces itself before it lays
 * any, so that whoever laid what is found here is seen, and what is found afterwards stays.
 */
const removePieces = async (place: LeftoversPlace, handOver: Pick<HandOver, 'read'>): Promise<void> => {
  const pieces = createPieces(place.store);
  const left = await pieces.counts();
  if (left.size === 0 || (await hasOtherBridges(place))) return;
  const given = new Set((await handOver.read()).all.filter((one) => one.kind === 'message').map(handedOver.spoolIdOf));
  for (const [id, count] of left) if (!given.has(id)) await pieces.remove(id, count);
};

/** Mail and outboxes, where nobody works on them: the bridge that removed the account ended before it could. */
const removeMail = async (place: LeftoversPlace, accountIds: AccountIds): Promise<void> => {
  const left = new Set((await place.database.namespaces()).flatMap((name) => accountOf(name) ?? []));
  // After the names: an account that is added meanwhile is none that is left.
  const ids = await accountIds();
  for (const accountId of left) {
    if (ids.includes(accountId) || !(await place.leases.take(accountLease(accountId)))) continue;
    try {
      await removeAccountRest(place, accountId);
    } finally {
      await place.leases.release([accountLease(accountId)]);
    }
  }
};
