import type { ChangeRecords, StoredChange } from './change-records.ts';

/** The way of a change to the bridge that works on its account. */
export interface ChangeHandOver {
  isOurs: (accountId: string) => boolean;
  /** Whether something could not be kept because another bridge has the account by now; nothing was kept then. */
  isOthers: (error: unknown) => boolean;
  /** Keeps a change durably for the bridge that has the account. */
  give: (accountId: string, change: StoredChange) => Promise<void>;
  /** The same for a change that was not possible and has been read. */
  giveDismissal: (accountId: string, changeId: string) => Promise<void>;
  /** What was handed over and not taken yet. */
  waiting: (accountId: string) => { changes: readonly StoredChange[]; dismissed: readonly string[] };
}

/** All accounts are this bridge's. */
export const noHandOver: ChangeHandOver = {
  isOurs: () => true,
  isOthers: () => false,
  give: async () => {},
  giveDismissal: async () => {},
  waiting: () => ({ changes: [], dismissed: [] }),
};

/** The changes of each account, whoever works on it: kept among its records here, or handed over to the bridge that has it. */
export const createKeptChanges = (records: ChangeRecords, handOver: ChangeHandOver) => {
  /** Where another bridge has the account, or gets it at this moment, it is handed over. */
  const keepOrGive = async (accountId: string, keepHere: () => Promise<void>, give: () => Promise<void>): Promise<void> => {
    if (!handOver.isOurs(accountId)) return give();
    try {
      await keepHere();
    } catch (error) {
      if (!handOver.isOthers(error)) throw error;
      await give();
    }
  };

  return {
    /** All that is known of, kept here or on its way to another bridge. */
    async list(accountId: string): Promise<readonly StoredChange[]> {
      const kept = await records.list(accountId);
      const { changes, dismissed } = handOver.waiting(accountId);
      if (changes.length + dismissed.length === 0) return kept;
      return [...kept, ...changes.filter(({ id }) => !kept.some((one) => one.id === id))].filter(({ id }) => !dismissed.includes(id));
    },
    add: (accountId: string, change: StoredChange): Promise<void> =>
      keepOrGive(
        accountId,
        () => records.change(accountId, (all) => [...all, change]),
        () => handOver.give(accountId, change),
      ),
    dismiss: (accountId: string, id: string): Promise<void> =>
      keepOrGive(
        accountId,
        () => records.change(accountId, (all) => all.filter((one) => one.id !== id)),
        () => handOver.giveDismissal(accountId, id),
      ),
  };
};
