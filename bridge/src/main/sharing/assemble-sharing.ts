import type { Account } from '@kurrier/shared/account/account';
import type { SharedStoreState } from '@kurrier/shared/bridge/store-state';
import type { createAccounts } from '../../accounts/accounts.ts';
import type { Report } from '../../async/report.ts';
import type { EventLog } from '../../events/event-log.ts';
import { LeaseLost, SharedStoreError } from '../../store/shared/shared-store-error.ts';
import { accountLease, type SharedPlace } from './open-shared-place.ts';
import type { SharedOutboxes } from './open-outboxes.ts';
import { createSharing, type Sharing } from './share-accounts.ts';

export interface SharingParts {
  place: SharedPlace;
  accounts: Pick<ReturnType<typeof createAccounts>, 'list' | 'storedIds'>;
  events: Pick<EventLog, 'publish' | 'wake'>;
  isLocked: () => boolean;
  receiving: () => Promise<{ readAnew: (accountId: string) => Promise<void> }>;
  sending: () => Promise<{ sending: { take: (accountId: string) => Promise<void>; drop: (accountId: string) => Promise<void> } }>;
  report: Report;
}

export interface AssembledSharing extends Sharing {
  outboxes: SharedOutboxes;
  state: () => SharedStoreState;
}

/** Assembles the sharing of accounts between the bridges on a store: who works on which, and how each hears of what others did. */
export const assembleSharing = ({ place, accounts, events, isLocked, receiving, sending, report }: SharingParts): AssembledSharing => {
  const { database, holder, found } = place;
  const known = new Map<string, string>();
  let isFirst = true;

  /** Tells of accounts that another bridge has added, changed or removed. */
  const tellAccounts = async (): Promise<void> => {
    const listed = (await accounts.list()).accounts;
    const now = new Map(listed.map((account) => [account.id, fingerprintOf(account)]));
    for (const account of listed)
      if (!isFirst && known.get(account.id) !== now.get(account.id)) events.publish({ type: 'account.changed', account });
    for (const id of known.keys()) if (!now.has(id)) events.publish({ type: 'account.removed', accountId: id });
    isFirst = false;
    known.clear();
    for (const [id, text] of now) known.set(id, text);
  };

  const sharing = createSharing({
    place,
    accountIds: () => accounts.storedIds(),
    canServe: () => !isLocked(),
    async onServed(accountId, isOurs) {
      const { sending: outboxes } = await sending();
      // What is on its way ends before the lease is given back.
      if (!isOurs) await outboxes.drop(accountId);
      await (await receiving()).readAnew(accountId);
      if (isOurs) await outboxes.take(accountId);
      events.wake();
    },
    onChanged: async (accountId) => (await receiving()).readAnew(accountId),
    onAccountsChanged: tellAccounts,
    report,
  });

  return {
    ...sharing,
    outboxes: {
      store: place.store,
      canSend: found.sendingRefusal === null,
      refuse: (accountId) =>
        found.sendingRefusal === null
          ? new LeaseLost(database.address, { name: accountLease(accountId), holder, fence: 0 })
          : new SharedStoreError(database.address, 'shared-store-not-durable', new Error(found.sendingRefusal)),
    },
    state: () => ({ ...sharing.health(), address: database.address, server: found.server, canSend: found.sendingRefusal === null }),
    async start() {
      await removeLeftovers(place, await accounts.storedIds());
      await sharing.start();
    },
  };
};

/** What a change of an account is seen by; steps of a check that runs elsewhere are not shown here. */
const fingerprintOf = (account: Account): string => JSON.stringify(account);

/** Removes what is left of accounts that are no more, where nobody works on it: the bridge that removed them ended before it could. */
const removeLeftovers = async ({ database, leases }: SharedPlace, accountIds: readonly string[]): Promise<void> => {
  const left = Map.groupBy(
    (await database.namespaces()).filter((name) => /^(?:mail|outbox):/.test(name)),
    (name) => name.split(':')[1]!,
  );
  for (const [accountId, namespaces] of left) {
    if (accountIds.includes(accountId) || !(await leases.take(accountLease(accountId)))) continue;
    for (const namespace of namespaces) await leases.write(accountLease(accountId), (lease) => database.clear(namespace, lease));
    await leases.release([accountLease(accountId)]);
  }
};
