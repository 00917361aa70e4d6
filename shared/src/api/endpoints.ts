import type { Endpoint } from '../endpoint.ts';
import { applyProposal, cancelVerification, listAccounts, removeAccount, saveAccount, verifyAccount } from './accounts.ts';
import { listDevices, renameDevice, revokeDevice } from './devices.ts';
import { eventsSince } from './events.ts';

/** Every endpoint that the extension's pages ask for, through its worker; what is not in this list cannot be asked for. */
export const endpoints = [
  listAccounts,
  saveAccount,
  verifyAccount,
  cancelVerification,
  removeAccount,
  applyProposal,
  eventsSince,
  listDevices,
  renameDevice,
  revokeDevice,
] as const satisfies readonly Endpoint[];

export type EndpointName = (typeof endpoints)[number]['name'];
export type EndpointNamed<Name extends EndpointName> = Extract<(typeof endpoints)[number], { name: Name }>;
