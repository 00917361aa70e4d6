import { createQueue } from '../../async/serial-queue.ts';
import { sleep } from '@kurrier/shared/async/sleep';
import type { VaultText } from '../../vault/vault-file.ts';
import type { AccountsStore } from '../data/open-accounts-store.ts';
import { noBackups } from './no-backups.ts';
import { vaultInStore, vaultLease } from './vault-in-store.ts';
import { createSharedStore, type LeaseOf } from '../../store/shared/create-shared-store.ts';
import type { Database, DatabaseCheck } from '../../store/shared/database.ts';
import { createHeldLeases, type HeldLeases } from '../../store/shared/held-leases.ts';
import { openDatabase } from '../../store/shared/open-database.ts';
import { LeaseLost } from '../../store/shared/shared-store-error.ts';
import type { StoreTarget } from '../../store/shared/store-target.ts';
import type { RecordStore } from '../../store/record-store.ts';

/** A store that several bridges share, as `--store` names it. */
export interface SharedStoreOptions {
  target: StoreTarget;
  /** The vault's key, the same in every bridge; where none is named, each has its own folder for it. */
  keyFile?: string;
  /** So long a bridge that is not heard of keeps its accounts. */
  leaseMs?: number;
  /** So often a bridge puts that off, and looks at the others. */
  roundMs?: number;
}

/** What is open of a shared store. */
export interface SharedPlace {
  database: Database;
  found: DatabaseCheck;
  store: RecordStore;
  /** The same for the records of accounts: whoever runs the server makes backups. */
  accounts: AccountsStore;
  vaultText: VaultText;
  leases: HeldLeases;
  /** Who this bridge is among those that share the store. */
  holder: string;
  roundMs: number;
  /** Does the work while no other bridge does what has this name. */
  exclusively<Value>(name: string, work: () => Promise<Value>): Promise<Value>;
  /** Hears of leases that another bridge has taken. */
  onLost(listener: (name: string) => void): void;
  /** Hears of name spaces in which something is not what it should be. */
  onDamaged(listener: (namespace: string) => void): void;
}

/** With one round every two seconds a bridge that ends is followed within twelve. */
const usualLeaseMs = 10_000;
const usualRoundMs = 2_000;
const lookAgainMs = 50;

/** An account's lease. */
export const accountLease = (accountId: string): string => `account:${accountId}`;

/**
 * What is written under which lease: mail, outbox and changes of an account under the account's, the records of all accounts under one, and
 * the vault under one. Settings, certificates and aliases need none: the last one counts.
 */
export const leaseOf: LeaseOf = (namespace, key) => {
  if (namespace === 'accounts') return 'accounts';
  if (namespace === 'vault') return vaultLease;
  if (namespace === 'changes') return key === null ? null : accountLease(key);
  const [kind, accountId] = namespace.split(':');
  return accountId !== undefined && (kind === 'mail' || kind === 'outbox') ? accountLease(accountId) : null;
};

/** Connects to the store and sees that it can be used. Throws a `SharedStoreError` that says why not. */
export const openSharedPlace = async (options: SharedStoreOptions, holder: string): Promise<SharedPlace> => {
  const { target, leaseMs = usualLeaseMs, roundMs = usualRoundMs } = options;
  const database = await openDatabase(target);
  try {
    const found = await database.check();
    const epoch = (): number => (found.sendingRefusal === null ? 0 : database.connections());
    let listener = (_name: string): void => {};
    const leases = createHeldLeases({ database, holder, durationMs: leaseMs, onLost: (name) => listener(name), epoch });
    const { exclusively, isRunning } = createExclusion(leases, database.address, holder, leaseMs * 2);
    let damageListener = (_namespace: string): void => {};
    const store = createSharedStore(database, leases, leaseOf, (namespace) => damageListener(namespace));
    const accounts: AccountsStore = { store, backups: noBackups, keepBackup: () => undefined, isDamaged: false };
    const vaultText = vaultInStore({ store, exclusively, isRunning }, database.address);
    return {
      database,
      found,
      store,
      accounts,
      vaultText,
      leases,
      holder,
      roundMs,
      exclusively,
      onLost: (told) => (listener = told),
      onDamaged: (told) => (damageListener = told),
    };
  } catch (error) {
    await database.close();
    throw error;
  }
};

/** One after the other in this bridge, and one bridge after the other: one that ends in the middle is waited for as long as its lease is. */
const createExclusion = (leases: HeldLeases, address: string, holder: string, longestMs: number) => {
  const lines = new Map<string, ReturnType<typeof createQueue>>();
  const running = new Set<string>();
  const exclusively: SharedPlace['exclusively'] = (name, work) => {
    const inLine = lines.get(name) ?? createQueue();
    lines.set(name, inLine);
    return inLine(async () => {
      for (const endMs = performance.now() + longestMs; !(await leases.take(name)); await sleep(lookAgainMs, new AbortController().signal))
        if (performance.now() > endMs) throw new LeaseLost(address, { name, holder, fence: 0 });
      try {
        running.add(name);
        return await work();
      } finally {
        running.delete(name);
        // Where the store does not answer now, it runs out by itself.
        await leases.release([name]).catch(() => undefined);
      }
    });
  };
  return { exclusively, isRunning: (name: string) => running.has(name) };
};
