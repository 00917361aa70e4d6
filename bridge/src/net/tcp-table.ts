import { readFile } from 'node:fs/promises';
import { endianness } from 'node:os';

/**
 * One socket of this computer, as the kernel lists it. Addresses are the 32 hexadecimal digits of IPv6, IPv4 ones mapped into it (RFC 4291
 * §2.5.5.2).
 */
export interface TcpRow {
  local: { address: string; port: number };
  remote: { address: string; port: number };
  state: 'established' | 'listening' | 'other';
  /** Who made the socket: for one that was accepted, the user that the accepting process ran as. */
  uid: number;
  /** Which socket it is, as long as it lives. 0: no process has it, it was not accepted yet or is closed, and its uid means nothing. */
  inode: number;
}

/** Two addresses, a state and seven numbers. */
const shortestRow = 60;
const zeros = (count: number) => '0'.repeat(count);
const states: Record<string, TcpRow['state']> = { '01': 'established', '0A': 'listening' };

/** Every IPv4 and IPv6 socket of this computer; empty where the system does not tell everybody whose they are: only Linux does. */
export const readTcpTable = async (): Promise<TcpRow[]> => {
  const tables = await Promise.all(['/proc/net/tcp', '/proc/net/tcp6'].map((file) => readFile(file, 'ascii').catch(() => '')));
  return parseTcpTable(tables.join(''), endianness() === 'LE');
};

/** Reads tables in the form of `/proc/net/tcp` (proc_pid_net(5)); lines of any other form are left out. */
export const parseTcpTable = (tables: string, isLittleEndian: boolean): TcpRow[] =>
  tables.split('\n').flatMap((line) => {
    if (line.length < shortestRow) return [];
    const [, local = '', remote = '', state = '', , , , uid = '', , inode = ''] = line.trim().split(/\s+/, 11);
    const [from, to] = [readPlace(local, isLittleEndian), readPlace(remote, isLittleEndian)];
    if (!from || !to || !/^\d+$/.test(uid)) return [];
    return [{ local: from, remote: to, state: states[state] ?? 'other', uid: Number(uid), inode: /^\d+$/.test(inode) ? Number(inode) : 0 }];
  });

const readPlace = (text: string, isLittleEndian: boolean): TcpRow['local'] | null => {
  const found = /^([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4})$/.exec(text);
  if (!found) return null;
  // The kernel prints every 32 bits of an address as a number of its own byte order.
  const address = isLittleEndian ? found[1]!.replaceAll(/(..)(..)(..)(..)/g, '$4$3$2$1') : found[1]!;
  return { address: address.length === 8 ? mapped(address) : address, port: Number.parseInt(found[2]!, 16) };
};

const mapped = (ipv4: string): string => `${zeros(20)}FFFF${ipv4}`;

/** A loopback address as it stands in the rows; `::ffff:127.0.0.1` and `127.0.0.1` are one. */
export const toTableAddress = (address: string): string => {
  if (address === '::1') return `${zeros(31)}1`;
  const hex = address
    .replace(/^::ffff:/i, '')
    .split('.')
    .map((part) => Number(part).toString(16).padStart(2, '0').toUpperCase())
    .join('');
  return mapped(hex);
};

/** Where a server listens that takes every IPv4 address, and one that takes every address. */
export const everyAddress = { ipv4: mapped(zeros(8)), ipv6: zeros(32) };
