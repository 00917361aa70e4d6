import { createPairing, listDevices, renameDevice, revokeDevice } from '@kurrier/shared/api/devices';
import { rotateVault, unlockVault, vaultState } from '@kurrier/shared/api/vault';
import type { RequestOf, ResponseOf } from '@kurrier/shared/bridge/endpoint';
import type { createDeviceUseCases } from '../pairing/manage-devices.ts';
import { mount, type EndpointTable } from '../http/endpoint-table.ts';
import type { VaultSlot } from '../vault/lockable-vault.ts';

interface SecurityParts {
  devices: ReturnType<typeof createDeviceUseCases>;
  vault: VaultSlot;
  commandLineId: string;
  /** Seals all passwords and grants under the newest key; false where one could not be. */
  resealSecrets: () => Promise<boolean>;
  /** Whether other bridges use the vault now: they would go on with the former key. */
  hasOtherBridges: () => Promise<boolean>;
  /** Drops what is still sealed under former keys in backups. */
  forgetBackups: () => void;
  /** Whoever waits for news is to hear of it. */
  onUnlocked: () => void;
}

/** Makes the endpoints of devices and vault callable; they answer while the vault is locked and while the accounts cannot be read. */
export const mountDevicesAndVault = (
  table: EndpointTable,
  { devices, vault, commandLineId, resealSecrets, hasOtherBridges, forgetBackups, onUnlocked }: SecurityParts,
): void => {
  const always = { whileLocked: true, whileBlocked: true };
  const unlock = async ({ passphrase }: RequestOf<typeof unlockVault>) => {
    const state = await vault.unlock(passphrase);
    if (state.state === 'open') onUnlocked();
    return state;
  };
  mount(table, listDevices, devices.list, always);
  mount(table, renameDevice, devices.rename, always);
  mount(table, revokeDevice, devices.revoke, always);
  mount(table, createPairing, devices.pair, always);
  mount(table, vaultState, vault.state, always);
  mount(table, unlockVault, unlock, always);
  mount(table, rotateVault, async (request, { deviceId }): Promise<ResponseOf<typeof rotateVault>> => {
    if (deviceId !== commandLineId) return { refused: 'command-line-only' };
    if (await hasOtherBridges()) return { refused: 'other-bridges' };
    const rotated = await vault.rotate(request);
    if (rotated !== 'rotated') return { refused: rotated };
    if (await resealSecrets()) {
      forgetBackups();
      await vault.forgetOldKeys();
    }
    const state = vault.state();
    return state.state === 'open' ? { rotated: true, keyHolder: state.keyHolder } : { refused: 'passphrase-needed' };
  });
};
