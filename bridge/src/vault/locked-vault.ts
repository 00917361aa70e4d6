import { fail } from '@kurrier/shared/outcome';
import type { Vault } from './vault.ts';

/** Stands in for a vault that did not open: it opens nothing, and takes nothing. */
export const lockedVault: Vault = {
  isLocked: () => true,
  seal: async () => {
    throw new Error('The vault is locked.');
  },
  open: async () => fail('locked'),
};
