import { createPairing, listDevices, renameDevice, revokeDevice } from '@kurrier/shared/api/devices';
import { rotateVault, unlockVault, vaultState } from '@kurrier/shared/api/vault';
import type { ResponseOf } from '@kurrier/shared/bridge/endpoint';
import type { createDeviceUseCases } from '../pairing/manage-devices.ts';
import { mount, type App } from '../http/mount.ts';
import type { VaultSlot } from '../vault/lockable-vault.ts';

interface SecurityParts {
  devices: ReturnType<typeof createDeviceUseCases>;
  vault: VaultSlot;
  commandLineId: string;
  /** Seals all passwords and grants under the newest key; false where one could not be. */
  resealSecrets: () => Promise<boolean>;
}

/** Makes the endpoints of devices and vault callable; those that help with a locked vault answer while it is. */
export const mountSecurity = (app: App, { devices, vault, commandLineId, resealSecrets }: SecurityParts): void => {
  const whileLocked = { whileLocked: true };
  mount(app, listDevices, devices.list, whileLocked);
  mount(app, renameDevice, devices.rename, whileLocked);
  mount(app, revokeDevice, devices.revoke, whileLocked);
  mount(app, createPairing, devices.pair, whileLocked);
  mount(app, vaultState, vault.state, whileLocked);
  mount(app, unlockVault, ({ passphrase }) => vault.unlock(passphrase), whileLocked);
  mount(app, rotateVault, async ({ passphrase }, { deviceId }): Promise<ResponseOf<typeof rotateVault>> => {
    if (deviceId !== commandLineId) return { refused: 'command-line-only' };
    const rotated = await vault.rotate(passphrase);
    if (rotated === 'rotated' && (await resealSecrets())) await vault.forgetOldKeys();
    const state = vault.state();
    return rotated === 'rotated' && state.state === 'open'
      ? { rotated: true, keyHolder: state.keyHolder }
      : { refused: 'passphrase-needed' };
  });
};
