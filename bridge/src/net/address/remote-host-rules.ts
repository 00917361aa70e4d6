import { BlockList, isIP } from 'node:net';
import { toAsciiHost } from './to-ascii-host.ts';

/** Why a host that a remote source names is not used. */
export type HostProblem = 'private-address' | 'not-a-host';

const privateRanges = new BlockList();
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  privateRanges.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of [
  ['::', 96],
  ['::ffff:0:0:0', 96],
  ['64:ff9b:1::', 48],
  ['2001::', 32],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const)
  privateRanges.addSubnet(net, prefix, 'ipv6');

/**
 * True for an IP address that is not of the public internet: loopback, private, link-local, shared, multicast. An IPv4 address within
 * one of IPv6 is judged too (mapped, NAT64 of RFC 6052, 6to4), and what says to which of our own links it belongs is refused.
 */
export const isPrivateAddress = (address: string): boolean => {
  const family = isIP(address);
  if (family === 0 || address.includes('%')) return true;
  if (family === 4) return privateRanges.check(address, 'ipv4');
  const within = carriedAddress(address);
  return privateRanges.check(address, 'ipv6') || (within !== undefined && privateRanges.check(within, 'ipv4'));
};

/** The IPv4 address that a translator or a 6to4 relay makes of an IPv6 address; those that are mapped the ranges see themselves. */
const carriedAddress = (address: string): string | undefined => {
  // As the URL parser writes it: hexadecimal digits alone, so that one more step gives all eight groups.
  const [left = '', right = ''] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const [head, tail] = [left.split(':').filter(Boolean), right.split(':').filter(Boolean)];
  const groups = [...head, ...Array.from({ length: 8 - head.length - tail.length }, () => '0'), ...tail].map((group) =>
    Number.parseInt(group, 16),
  );
  const isTranslated = groups.slice(0, 6).join() === '100,65435,0,0,0,0';
  const [high, low] = isTranslated ? groups.slice(6) : groups[0] === 0x2002 ? groups.slice(1) : [];
  return high === undefined || low === undefined ? undefined : [high >> 8, high & 255, low >> 8, low & 255].join('.');
};

const localNames = /(?:^|\.)(?:localhost|local|internal|intranet|lan|home|corp|home\.arpa)$/;
const hostName = /^(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/;

/** A host as DNS knows it (lower case, A-labels, no trailing dot, no brackets), or what forbids it when a remote source names it. */
export const parseRemoteHost = (text: string): { host: string } | { problem: HostProblem } => {
  const bare = text
    .trim()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '');
  if (isIP(bare)) return isPrivateAddress(bare) ? { problem: 'private-address' } : { host: bare };
  const host = toAsciiHost(bare);
  if (localNames.test(host)) return { problem: 'private-address' };
  // `127.1` and `0x7f000001` are addresses to the resolver: toAsciiHost has made them so.
  if (isIP(host)) return { problem: isPrivateAddress(host) ? 'private-address' : 'not-a-host' };
  return hostName.test(host) && host.length <= 253 ? { host } : { problem: 'not-a-host' };
};
