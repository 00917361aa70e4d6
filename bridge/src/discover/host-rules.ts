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
  ['::', 127],
  ['64:ff9b:1::', 48],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  privateRanges.addSubnet(net, prefix, 'ipv6');

/** True for an IP address that is not of the public internet: loopback, private, link-local, shared, multicast, also mapped into IPv6. */
export const isPrivateAddress = (address: string): boolean => {
  const family = isIP(address);
  return family === 0 || privateRanges.check(address, family === 4 ? 'ipv4' : 'ipv6');
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
