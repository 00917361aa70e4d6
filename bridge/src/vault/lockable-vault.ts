import { fail, type Outcome } from '@kurrier/shared/failure/outcome';
import type { Secret } from '@kurrier/shared/secret';
import type { VaultState } from '@kurrier/shared/api/vault';
import type { PermissionProblem } from '../files/private-file.ts';
import type { OpenVault } from './unlocked-vault.ts';
import type { VaultLocked } from './open-vault.ts';
import type { Vault } from './vault.ts';
import { createQueue } from '../async/serial-queue.ts';

/** A vault that may be locked now and open later, without anybody who uses it having to know. */
export interface VaultSlot extends Vault {
  state: () => VaultState;
  /** Tries again to open it, where it is locked. */
  unlock: (passphrase?: Secret) => Promise<VaultState>;
  rotate: OpenVault['rotate'];
  forgetOldKeys: OpenVault['forgetOldKeys'];
}

type Opened = Outcome<OpenVault, VaultLocked | PermissionProblem>;

/** Opens the vault as far as it goes: `locked` is a state to live with, files that others can reach are not. */
export const createVaultSlot = async (open: (passphrase?: Secret) => Promise<Opened>): Promise<Outcome<VaultSlot, PermissionProblem>> => {
  let opened = await open();
  // A wrong passphrase that is still being tried must not lock what the right one opened meanwhile; and each try costs 128 MiB.
  const inTurn = createQueue();
  if (!opened.ok && opened.failure.kind === 'not-private') return fail(opened.failure);

  const state = (): VaultState => {
    if (opened.ok) return { state: 'open', keyHolder: opened.value.keyHolder() };
    const { failure } = opened;
    return { state: 'locked', reason: failure.kind === 'locked' ? failure.reason : 'not-private', path: failure.path };
  };
  const demand = (): OpenVault => {
    if (opened.ok) return opened.value;
    throw new Error('The vault is locked.');
  };
  return {
    ok: true,
    value: {
      state,
      isLocked: () => !opened.ok,
      seal: async (secret, binding) => demand().seal(secret, binding),
      open: async (record, binding) => (opened.ok ? opened.value.open(record, binding) : fail('locked')),
      unlock: (passphrase) =>
        inTurn(async () => {
          if (!opened.ok) opened = await open(passphrase);
          return state();
        }),
      rotate: async (request) => demand().rotate(request),
      forgetOldKeys: async () => demand().forgetOldKeys(),
    },
  };
};
