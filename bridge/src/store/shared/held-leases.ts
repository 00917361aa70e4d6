import type { Database, Lease } from './database.ts';
import { LeaseLost, SharedStoreError } from './shared-store-error.ts';

/** The leases that this bridge has, as far as it knows: the server decides at every write. */
export interface HeldLeases {
  has(name: string): boolean;
  names(): string[];
  /** Asks for a lease; false while somebody else has it. */
  take(name: string): Promise<boolean>;
  /**
   * Writes under a lease. Rejects with `LeaseLost`, nothing written, where this bridge has not got it, or somebody else took it since. After a
   * write without an answer the next one is made under a new number: what is still under way cannot come after it.
   */
  write(name: string, work: (lease: Lease) => Promise<void>): Promise<void>;
  /** Puts off the end of all of them; what was lost meanwhile is told to `onLost`. */
  renew(): Promise<void>;
  /** Gives leases back. */
  release(names: readonly string[]): Promise<void>;
  /** How many times the first write after the loss of a lease was refused, by the server or here, where the loss was known by then. */
  refusedWrites(): number;
}

export const createHeldLeases = (deps: {
  database: Pick<Database, 'address' | 'acquire' | 'renew' | 'release'>;
  /** Who this is: the same for a bridge that was started again, so that it finds its leases at once. */
  holder: string;
  durationMs: number;
  /** What was known under the lease is out of date from now on. */
  onLost: (name: string) => void;
  /** Another number: the store may have forgotten what was written before, and what is known by heart is not to be written on with. */
  epoch?: () => number;
}): HeldLeases => {
  const { database, holder, durationMs, onLost, epoch = () => 0 } = deps;
  const held = new Map<string, Lease>();
  const epochOf = new WeakMap<Lease, number>();
  const taking = new Map<string, Promise<boolean>>();
  /** Under which a write had no answer: it may still arrive. */
  const doubtful = new WeakSet<Lease>();
  let refused = 0;

  /** Lost, and nothing has been tried under it since. */
  const lost = new Set<string>();
  const lose = (name: string): void => {
    if (!held.delete(name)) return;
    lost.add(name);
    onLost(name);
  };
  const loseForgotten = (): void => {
    for (const [name, lease] of held) if (epochOf.get(lease) !== epoch()) lose(name);
  };
  const take = async (name: string): Promise<boolean> => {
    loseForgotten();
    const since = epoch();
    const lease = await database.acquire(name, holder, durationMs);
    if (!lease) {
      lose(name);
      return false;
    }
    lost.delete(name);
    held.set(name, lease);
    epochOf.set(lease, since);
    return true;
  };
  /** Whoever asks meanwhile gets the same one: another would be worth more than it. */
  const takeOnce = (name: string): Promise<boolean> => {
    const asked = taking.get(name) ?? take(name).finally(() => taking.delete(name));
    taking.set(name, asked);
    return asked;
  };
  const current = async (name: string): Promise<Lease> => {
    loseForgotten();
    const known = held.get(name);
    if (taking.has(name) || (known && doubtful.has(known))) await takeOnce(name);
    const lease = held.get(name);
    if (lease) return lease;
    if (lost.delete(name)) refused++;
    throw new LeaseLost(database.address, { name, holder, fence: 0 });
  };

  return {
    has: (name) => held.has(name),
    names: () => [...held.keys()],
    take: takeOnce,
    async write(name, work) {
      for (;;) {
        const lease = await current(name);
        try {
          return await work(lease);
        } catch (error) {
          if (error instanceof SharedStoreError && error.isUncertain) doubtful.add(lease);
          if (!(error instanceof LeaseLost)) throw error;
          // It was under way when this bridge itself got a new number: nothing of it was written.
          const isOwn = (held.get(name)?.fence ?? 0) > lease.fence || taking.has(name);
          if (!isOwn) {
            refused++;
            lose(name);
            lost.delete(name);
            throw error;
          }
        }
      }
    },
    async renew() {
      loseForgotten();
      const leases = [...held.values()];
      const answers = await database.renew(leases, durationMs);
      for (const [index, lease] of leases.entries()) {
        // Of one that is being taken anew, the answer to that decides.
        if (!answers[index] && held.get(lease.name) === lease && !taking.has(lease.name)) lose(lease.name);
      }
    },
    async release(names) {
      const leases = names.flatMap((name) => held.get(name) ?? []);
      for (const { name } of leases) held.delete(name);
      await database.release(leases);
    },
    refusedWrites: () => refused,
  };
};
