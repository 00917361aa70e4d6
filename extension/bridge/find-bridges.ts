import { bridgePorts } from '@kurrier/shared/bridge/bridge-ports';
import type { PortProbe } from '@kurrier/shared/bridge/bridge-state';
import { identifyBridge, type BridgeIdentity } from '@kurrier/shared/channel/identify-bridge';
import { createHttp } from '@kurrier/shared/channel/http';
import { readExtraPort } from './extra-port-store.ts';

/** What one of the bridge's ports says of itself; a hint, whatever it says. */
export interface PortAnswer {
  port: number;
  found: BridgeIdentity | 'stranger' | 'no-answer';
}

/** A local port answers at once or not at all; a program that takes the connection and is silent must not keep the others waiting. */
const discoveryTimeoutMs = 1500;

const usualPorts: readonly number[] = import.meta.env.WXT_BRIDGE_PORTS?.split(',').map(Number) ?? bridgePorts;

/** Whether a bridge on this port is found without anybody naming it. */
export const isUsualPort = (port: number): boolean => usualPorts.includes(port);

/** Asks all ports that a bridge may be on at once, in the order a bridge takes them, and the one that the person named. */
export const askPorts = async (): Promise<PortAnswer[]> => {
  const extraPort = await readExtraPort();
  const ports = new Set([...usualPorts, ...(extraPort === null ? [] : [extraPort])]);
  return Promise.all(
    [...ports].map(async (port) => ({ port, found: await identifyBridge(createHttp({ port, timeoutMs: discoveryTimeoutMs })) })),
  );
};

/** The ones that answer as a bridge does. */
export const bridgesAmong = (answers: readonly PortAnswer[]): { port: number; found: BridgeIdentity }[] =>
  answers.flatMap(({ port, found }) => (typeof found === 'string' ? [] : [{ port, found }]));

/** The answer as what is decided on; nothing of it is proven. */
export const toProbe = ({ port, found }: PortAnswer): PortProbe => {
  if (found === 'no-answer') return { port, found: 'nothing' };
  if (found === 'stranger') return { port, found };
  return { port, found: 'bridge', api: found.api, proof: 'untried' };
};
