import type { LocalServer } from '@kurrier/shared/discovery/discovery';
import { everyAddress, readTcpTable, toTableAddress, type TcpRow } from './tcp-table.ts';

/** Who listens on a port of this computer; `other-user` is neither us nor the system. */
export type Listener = LocalServer['listener'] | 'other-user';

/** Tells who listens at a loopback address. Never rejects: where the system does not say, it is `unknown`. */
export type ListenerOf = (host: string, port: number) => Promise<Listener>;

/** Linux tells the user of every listening socket to everybody; macOS and Windows do not, without a program of their own. */
export const listenerOf: ListenerOf = async (host, port) => {
  const uid = process.getuid?.();
  return uid === undefined ? 'unknown' : judgeOwners(findListeners(await readTcpTable(), host, port), uid);
};

/**
 * Everybody who could be given a connection to that place: whoever listens at the address itself, or at all addresses, those of IPv6
 * included.
 */
export const findListeners = (table: readonly TcpRow[], host: string, port: number): TcpRow[] => {
  const places = new Set([toTableAddress(host), everyAddress.ipv6, ...(host === '::1' ? [] : [everyAddress.ipv4])]);
  return table.filter(({ state, local }) => state === 'listening' && local.port === port && places.has(local.address));
};

/** Whose these sockets are. One foreigner among them is enough. */
export const judgeOwners = (sockets: readonly TcpRow[], uid: number): Listener => {
  if (sockets.length === 0) return 'unknown';
  if (sockets.some((socket) => socket.uid !== uid && socket.uid !== 0)) return 'other-user';
  return sockets.every((socket) => socket.uid === uid) ? 'own' : 'system';
};
