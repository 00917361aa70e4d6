import type { MailAccountStore } from '../../mail-store/mail-account-store.ts';
import type { AccountWorker } from './account-worker.ts';

/** What there is of one account while its sync is followed. */
export interface AccountEntry {
  account: MailAccountStore;
  worker: AccountWorker;
  tellChanges: () => Promise<void>;
  /** The settings of the receiving leg, while it is verified. */
  verified: string | null;
  host: string | null;
  /** What runs: those settings, or why nothing does; `checked`: the same, but with perhaps another password. */
  running: string;
}

/** The accounts whose sync is followed. An account that comes again waits until what was there of it before has ended. */
export interface AccountEntries {
  get(accountId: string): Promise<AccountEntry> | undefined;
  has(accountId: string): boolean;
  /** The account's entry; opened, and put into the list, where there is none. */
  obtain(accountId: string): Promise<AccountEntry>;
  /** Opens the account's entry anew and puts it in the place of the one there is; that one, or null where it was none or another by then. */
  renew(accountId: string): Promise<AccountEntry | null>;
  /** Opens an entry that does not come into the list. */
  open(accountId: string): Promise<AccountEntry>;
  /** The accounts that could be opened. */
  opened(): Promise<[accountId: string, entry: AccountEntry][]>;
  /** Takes an account out of the list; its entry, where it has one. */
  takeOut(accountId: string): Promise<AccountEntry> | undefined;
  /** Waits for the end of what was taken out, and rejects as it does; until then the account is not opened. */
  untilGone(accountId: string, gone: Promise<void>): Promise<void>;
}

export const createAccountEntries = (create: (accountId: string) => Promise<AccountEntry>): AccountEntries => {
  const entries = new Map<string, Promise<AccountEntry>>();
  const leaving = new Map<string, Promise<void>>();

  const open = async (accountId: string): Promise<AccountEntry> => {
    await leaving.get(accountId);
    return create(accountId);
  };

  return {
    get: (accountId) => entries.get(accountId),
    has: (accountId) => entries.has(accountId),
    obtain(accountId) {
      const known = entries.get(accountId);
      if (known) return known;
      const entry = open(accountId);
      entries.set(accountId, entry);
      // One that could not be opened, the disk being full, is opened anew when it is next wanted; the others go on.
      void entry.catch(() => entries.get(accountId) === entry && entries.delete(accountId));
      return entry;
    },
    async renew(accountId) {
      const before = entries.get(accountId);
      if (!before) return null;
      const anew = open(accountId);
      await anew;
      if (entries.get(accountId) !== before) return null;
      entries.set(accountId, anew);
      return before;
    },
    open,
    async opened() {
      const all = await Promise.allSettled([...entries].map(async ([id, entry]) => [id, await entry] as [string, AccountEntry]));
      return all.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    },
    takeOut(accountId) {
      const taken = entries.get(accountId);
      entries.delete(accountId);
      return taken;
    },
    async untilGone(accountId, gone) {
      leaving.set(accountId, gone);
      try {
        await gone;
      } finally {
        if (leaving.get(accountId) === gone) leaving.delete(accountId);
      }
    },
  };
};
