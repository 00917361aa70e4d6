import { succeed } from '@kurrier/shared/failure/outcome';
import type { RecordStore } from '../../store/record-store.ts';
import type { VaultText } from '../../vault/vault-file.ts';

const key = 'vault.json';

/** The vault's text in a shared store: every bridge opens the same one, each with a key that never lies there. */
export const vaultInStore = (store: Pick<RecordStore, 'namespace'>, address: string): VaultText => {
  const texts = store.namespace<string>('vault');
  return {
    location: `${address} (vault)`,
    read: async () => succeed((await texts.get(key)) ?? null),
    async write(text) {
      await texts.set(key, text);
    },
  };
};
