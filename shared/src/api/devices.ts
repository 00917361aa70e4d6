import * as z from 'zod/mini';
import { atMost, patternText } from '../bounded-text.ts';
import { defineEndpoint } from '../bridge/endpoint.ts';

const DeviceId = patternText(32, /^[0-9a-f]{32}$/);

/** What a device is listed under: one line, so that it can neither hide nor imitate anything. */
export const DeviceName = z.string().check(z.trim(), atMost(80), z.minLength(1), z.regex(/^[^\p{Cc}\p{Cf}]*$/u));

/** A browser profile that may use the bridge. Times are milliseconds since 1970. */
export const Device = z.object({ id: DeviceId, name: z.string(), pairedAt: z.number(), lastUsedAt: z.number() });
export type Device = z.infer<typeof Device>;

const NotFound = z.object({ refused: z.literal('not-found') });

/** The paired devices, and which of them asks. */
export const listDevices = defineEndpoint({
  name: 'devices.list',
  request: z.strictObject({}),
  response: z.object({ devices: z.array(Device), thisDevice: z.string(), bridgeId: z.string() }),
});

export const renameDevice = defineEndpoint({
  name: 'devices.rename',
  request: z.strictObject({ id: DeviceId, name: DeviceName }),
  response: z.union([z.object({ device: Device }), NotFound]),
});

/** Ends a device's access at once; it is told so at its next call. */
export const revokeDevice = defineEndpoint({
  name: 'devices.revoke',
  request: z.strictObject({ id: DeviceId }),
  response: z.union([z.object({ revoked: z.literal(true) }), NotFound]),
});

/** Makes a pairing code. The command line alone may: a device that was taken over must not bring others in. */
export const createPairing = defineEndpoint({
  name: 'devices.pair',
  request: z.strictObject({}),
  response: z.union([
    z.object({ code: z.string(), expiresAt: z.number(), bridgeId: z.string(), port: z.number() }),
    z.object({ refused: z.literal('command-line-only') }),
  ]),
});
