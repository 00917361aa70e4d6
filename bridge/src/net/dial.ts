import type { Socket } from 'node:net';
import { isLoopbackHost } from '@kurrier/shared/account/loopback-host';
import type { Attempt } from './attempt.ts';
import type { ConnectTo } from './address/connect-to.ts';
import { isLoopback, toNetworkHost } from './address/network-host.ts';
import { lookUpWithin, type LookUp } from './address/look-up-addresses.ts';
import { raceAddresses } from './address/race-addresses.ts';

export interface DialDeps {
  lookUp: LookUp;
  connectTo: ConnectTo;
}

/** A connection before any byte was exchanged. */
export interface Connected {
  socket: Socket;
  address: string;
  /** The address is this computer's alone. */
  isLoopback: boolean;
  /** How long the connection took: about one round trip. */
  connectMs: number;
}

/** A connection to a host that was typed. */
export interface Line extends Connected {
  /** The host as it was typed, or as the person redirected it, can mean nothing but this computer. */
  isLoopbackHost: boolean;
}

/** Looks the host up and connects, as the rungs `name` and `connect` of an attempt. */
export const dial = async (typed: { host: string; port: number }, attempt: Attempt, deps: DialDeps): Promise<Line> => {
  const target = deps.connectTo(typed.host, typed.port) ?? typed;
  attempt.enter('name');
  const addresses = await lookUpWithin(deps.lookUp, toNetworkHost(target.host), attempt.signal);
  attempt.log.end('done', addresses.join(', '));
  attempt.enter('connect');
  const line = await connectTo(addresses, target.port, attempt.signal);
  attempt.log.end('done', line.address);
  return { ...line, isLoopbackHost: isLoopbackHost(toNetworkHost(target.host)) };
};

/** Connects to the first of some addresses that answers. */
export const connectTo = async (addresses: readonly string[], port: number, signal: AbortSignal): Promise<Connected> => {
  const startedAt = performance.now();
  const socket = await raceAddresses(addresses, port, signal);
  const address = socket.remoteAddress ?? addresses[0]!;
  return {
    socket,
    address,
    isLoopback: isLoopback(address),
    connectMs: performance.now() - startedAt,
  };
};
