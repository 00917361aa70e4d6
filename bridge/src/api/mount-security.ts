import { createPairing, listDevices, renameDevice, revokeDevice } from '@kurrier/shared/api/devices';
import { rotateVault, unlockVault, vaultState } from '@kurrier/shared/api/vault';
import type { ResponseOf } from '@kurrier/shared/bridge/endpoint';
import type { createDeviceUseCases } from '../pairing/manage-devices.ts';
import { mount, type EndpointTable } from '../http/endpoint-table.ts';
import type { VaultSlot } from '../vault/lockable-vault.ts';

interface SecurityParts {
  devices: ReturnType<typeof createDeviceUseCases>;
  vault: VaultSlot;
  commandLineId: string;
  /** Seals all passwords and grants under the newest key; false where one could not be. */
  resealSecrets: () => Promise<boolean>;
}

/** Makes the endpoints of devices and vault callable; those that help with a locked vault answer while it is. */
export const mountSecurity = (table: EndpointTable, { devices, vault, commandLineId, resealSecrets }: SecurityParts): void => {
  const whileLocked = { whileLocked: true };
  mount(table, listDevices, devices.list, whileLocked);
  mount(table, renameDevice, devices.rename, whileLocked);
  mount(table, revokeDevice, devices.revoke, whileLocked);
  mount(table, createPairing, devices.pair, whileLocked);
  mount(table, vaultState, vault.state, whileLocked);
  mount(table, unlockVault, ({ passphrase }) => vault.unlock(passphrase), whileLocked);
  mount(table, rotateVault, async ({ passphrase }, { deviceId }): Promise<ResponseOf<typeof rotateVault>> => {
    if (deviceId !== commandLineId) return { refused: 'command-line-only' };
    const rotated = await vault.rotate(passphrase);
    if (rotated === 'rotated' && (await resealSecrets())) await vault.forgetOldKeys();
    const state = vault.state();
    return rotated === 'rotated' && state.state === 'open'
      ? { rotated: true, keyHolder: state.keyHolder }
      : { refused: 'passphrase-needed' };
  });
};
