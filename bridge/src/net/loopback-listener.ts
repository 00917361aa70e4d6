import { readFile } from 'node:fs/promises';
import { endianness } from 'node:os';
import type { LocalServer } from '@kurrier/shared/discovery/discovery';

/** Who listens on a port of this computer; `other-user` is neither us nor the system. */
export type Listener = LocalServer['listener'] | 'other-user';

/** Tells who listens at a loopback address. Never rejects: where the system does not say, it is `unknown`. */
export type ListenerOf = (host: string, port: number) => Promise<Listener>;

/** Linux tells the user of every listening socket to everybody; macOS and Windows do not, without a program of their own. */
export const listenerOf: ListenerOf = async (host, port) => {
  const uid = process.getuid?.();
  if (uid === undefined) return 'unknown';
  const [tcp, tcp6] = await Promise.all(['/proc/net/tcp', '/proc/net/tcp6'].map((file) => readFile(file, 'ascii').catch(() => '')));
  return readListener(`${tcp}${tcp6}`, { host, port, uid, isLittleEndian: endianness() === 'LE' });
};

const listening = '0A';

/**
 * Reads tables in the form of `/proc/net/tcp` (proc_pid_net(5)). Everybody counts who could be given the connection: whoever listens at the
 * address itself, or at all addresses, those of IPv6 included. One foreigner among them is enough.
 */
export const readListener = (
  tables: string,
  { host, port, uid, isLittleEndian }: { host: string; port: number; uid: number; isLittleEndian: boolean },
): Listener => {
  const places = placesOf(host);
  const owners = tables.split('\n').flatMap((line) => {
    const [, local = '', , state, , , , owner] = line.trim().split(/\s+/);
    const [address = '', hexPort = ''] = local.split(':');
    const isMeant = state === listening && Number.parseInt(hexPort, 16) === port && places.has(toNetworkOrder(address, isLittleEndian));
    return isMeant ? [Number(owner)] : [];
  });
  if (owners.length === 0) return 'unknown';
  if (owners.some((owner) => owner !== uid && owner !== 0)) return 'other-user';
  return owners.every((owner) => owner === uid) ? 'own' : 'system';
};

/** The kernel prints every 32 bits of an address as a number of its own byte order. */
const toNetworkOrder = (hex: string, isLittleEndian: boolean): string =>
  isLittleEndian ? hex.replaceAll(/(..)(..)(..)(..)/g, '$4$3$2$1') : hex;

const zeros = (count: number) => '0'.repeat(count);

/** The addresses, as hexadecimal digits, at which a server is reached under a loopback address. */
const placesOf = (host: string): Set<string> => {
  if (host === '::1') return new Set([`${zeros(31)}1`, zeros(32)]);
  const hex = host
    .split('.')
    .map((part) => Number(part).toString(16).padStart(2, '0').toUpperCase())
    .join('');
  return new Set([hex, zeros(8), zeros(32), `${zeros(20)}FFFF${hex}`, `${zeros(20)}FFFF${zeros(8)}`]);
};
