import type { Account } from '@kurrier/shared/account/account';
import type { BridgeEvent } from '@kurrier/shared/api/events';

/** Newest first, so that what was just added is seen. */
export const sortAccounts = (accounts: Iterable<Account>): Account[] => [...accounts].sort((a, b) => b.createdAt - a.createdAt);

/** The list of accounts after what the event log told, sorted. */
export const applyEvents = (accounts: readonly Account[], events: readonly BridgeEvent[]): Account[] => {
  const byId = new Map(accounts.map((account) => [account.id, account]));
  for (const event of events) {
    if (event.type === 'account.changed') byId.set(event.account.id, event.account);
    if (event.type === 'account.removed') byId.delete(event.accountId);
  }
  return sortAccounts(byId.values());
};
