import type { Socket } from 'node:net';
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
export interface Line {
  socket: Socket;
  address: string;
  isLoopback: boolean;
  /** How long the connection took: about one round trip. */
  connectMs: number;
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
  return line;
};

/** Connects to the first of some addresses that answers. */
export const connectTo = async (addresses: readonly string[], port: number, signal: AbortSignal): Promise<Line> => {
  const startedAt = performance.now();
  const socket = await raceAddresses(addresses, port, signal);
  const address = socket.remoteAddress ?? addresses[0]!;
  return { socket, address, isLoopback: isLoopback(address), connectMs: performance.now() - startedAt };
};
