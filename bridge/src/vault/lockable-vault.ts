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

/**
 * Opens the vault as far as it goes: `locked` is a state to live with, files that others can reach are not. `alone` does work that changes it
 * while nobody else does, where others could.
 */
export const createVaultSlot = async (
  open: (passphrase?: Secret) => Promise<Opened>,
  alone: <Value>(work: () => Promise<Value>) => Promise<Value> = (work) => work(),
): Promise<Outcome<VaultSlot, PermissionProblem>> => {
  let opened = await alone(() => open());
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
  /** Where another bridge has changed the key, this one opens the vault anew with what it has, or is locked until it gets the new one. */
  const keepCurrent = (): Promise<void> =>
    inTurn(async () => {
      if (opened.ok && !(await opened.value.isCurrent())) opened = await alone(() => open());
    });
  return {
    ok: true,
    value: {
      state,
      isLocked: () => !opened.ok,
      async seal(secret, binding) {
        await keepCurrent();
        return demand().seal(secret, binding);
      },
      async open(record, binding) {
        const before = opened;
        if (!before.ok) return fail('locked');
        const found = await before.value.open(record, binding);
        if (found.ok) return found;
        await keepCurrent();
        if (opened === before) return found;
        return opened.ok ? opened.value.open(record, binding) : fail('locked');
      },
      unlock: (passphrase) =>
        inTurn(async () => {
          if (!opened.ok) opened = await alone(() => open(passphrase));
          return state();
        }),
      rotate: (request) =>
        inTurn(() =>
          alone(async () => {
            if (opened.ok && !(await opened.value.isCurrent())) opened = await open();
            return demand().rotate(request);
          }),
        ),
      forgetOldKeys: () =>
        inTurn(() =>
          alone(async () => {
            const vault = demand();
            // Whoever changed the key since may not have sealed everything under it yet.
            if (await vault.isCurrent()) await vault.forgetOldKeys();
          }),
        ),
    },
  };
};
