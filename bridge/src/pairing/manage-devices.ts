import type { createPairing, Device, listDevices, renameDevice, revokeDevice } from '@kurrier/shared/api/devices';
import { toHex } from '@kurrier/shared/channel/bytes';
import type { RequestOf, ResponseOf } from '@kurrier/shared/bridge/endpoint';
import type { Devices } from './device-registry.ts';
import type { PairingCodes } from './pairing-codes.ts';

interface Caller {
  deviceId: string;
}

/** What may be done with devices over the channel. `commandLineId` is the one device that may bring in others. */
export const createDeviceUseCases = (deps: { devices: Devices; codes: PairingCodes; commandLineId: string; port: () => number }) => {
  const { devices, codes, commandLineId, port } = deps;
  const bridgeId = toHex(devices.bridgeId);
  return {
    list: (_request: object, { deviceId }: Caller): ResponseOf<typeof listDevices> => ({
      devices: devices.list(),
      thisDevice: deviceId,
      bridgeId,
    }),
    rename: async ({ id, name }: RequestOf<typeof renameDevice>): Promise<{ device: Device } | { refused: 'not-found' }> => {
      const device = await devices.rename(id, name);
      return device ? { device } : { refused: 'not-found' };
    },
    revoke: async ({ id }: RequestOf<typeof revokeDevice>): Promise<ResponseOf<typeof revokeDevice>> =>
      (await devices.revoke(id)) ? { revoked: true } : { refused: 'not-found' },
    pair: async (_request: object, { deviceId }: Caller): Promise<ResponseOf<typeof createPairing>> =>
      deviceId === commandLineId ? { ...(await codes.create()), bridgeId, port: port() } : { refused: 'command-line-only' },
  };
};
