import { succeed } from '@kurrier/shared/failure/outcome';
import type { RecordStore } from '../../store/record-store.ts';
import type { HeldLeases } from '../../store/shared/held-leases.ts';
import type { VaultText } from '../../vault/vault-file.ts';

const key = 'vault.json';

/** The lease that the vault's text is written under, and that a bridge looks for a vault under, and makes one. */
export const vaultLease = 'vault';

interface VaultStore {
  store: Pick<RecordStore, 'namespace'>;
  leases: Pick<HeldLeases, 'has'>;
  /** Does the work under the lease of this name. */
  exclusively: (name: string, work: () => Promise<unknown>) => Promise<unknown>;
}

/**
 * The vault's text in a shared store: every bridge opens the same one, each with a key that never lies there. Whoever slept through the end
 * of the lease does not write over another's.
 */
export const vaultInStore = ({ store, leases, exclusively }: VaultStore, address: string): VaultText => {
  const texts = store.namespace<string>('vault');
  return {
    location: `${address} (vault)`,
    read: async () => succeed((await texts.get(key)) ?? null),
    async write(text) {
      const write = () => texts.set(key, text);
      await (leases.has(vaultLease) ? write() : exclusively(vaultLease, write));
    },
  };
};
