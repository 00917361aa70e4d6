import { succeed } from '@kurrier/shared/failure/outcome';
import type { RecordStore } from '../../store/record-store.ts';
import type { VaultText } from '../../vault/vault-file.ts';

const key = 'vault.json';

/** The lease that the vault's text is written under, and that a bridge looks for a vault under, and makes one. */
export const vaultLease = 'vault';

interface VaultStore {
  store: Pick<RecordStore, 'namespace'>;
  /** Does the work under the lease of this name. */
  exclusively: (name: string, work: () => Promise<unknown>) => Promise<unknown>;
  /** Whether such work is being done. */
  isRunning: (name: string) => boolean;
}

/**
 * The vault's text in a shared store: every bridge opens the same one, each with a key that never lies there. Whoever slept through the end
 * of the lease does not write over another's.
 */
export const vaultInStore = ({ store, exclusively, isRunning }: VaultStore, address: string): VaultText => {
  const texts = store.namespace<string>('vault');
  return {
    location: `${address} (vault)`,
    isShared: true,
    read: async () => succeed((await texts.get(key)) ?? null),
    async write(text) {
      const write = () => texts.set(key, text);
      // Whether the lease is still this bridge's, the store says.
      await (isRunning(vaultLease) ? write() : exclusively(vaultLease, write));
    },
  };
};
