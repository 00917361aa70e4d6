import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { toAsciiHost } from './to-ascii-host.ts';

/** Why a host that a remote source names is not used. */
export type HostProblem = 'private-address' | 'not-a-host';

/** Ranges of the registries (RFC 6890) that are somebody's on the public internet: everybody's, and the name servers of RFC 7534. */
const publicRanges = ['unicast', 'as112', 'as112v6'];

/** Where the registries and we differ: what examples are written with (RFC 5737) is nobody's own network, IPv4-compatible ones may be. */
const exceptions = {
  documentation: ['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24', '2001:db8::/32'].map((range) => ipaddr.parseCIDR(range)),
  compatible: [ipaddr.parseCIDR('::/96')],
};

/** `::8.8.8.8`, which ipaddr.js takes for a mapped address. */
const writtenCompatible = /^[0:]+:\d+\.\d/;

/** Where in an IPv6 address an IPv4 one is carried, in bytes: mapped, translated (RFC 6052), 6to4 (RFC 3056). */
const carriers = {
  mapped: [ipaddr.parseCIDR('::ffff:0:0/96')],
  translated: [ipaddr.parseCIDR('64:ff9b::/96')],
  '6to4': [ipaddr.parseCIDR('2002::/16')],
};
const carriedAt: Record<string, number> = { mapped: 12, translated: 12, '6to4': 2 };

/**
 * True for an IP address that is not of the public internet: loopback, private, link-local, shared, multicast. An IPv4 address within
 * one of IPv6 is judged in its place, and what says to which of our own links it belongs is refused.
 */
export const isPrivateAddress = (address: string): boolean => {
  if (isIP(address) === 0 || address.includes('%') || writtenCompatible.test(address)) return true;
  const whole = ipaddr.parse(address);
  const at = carriedAt[ipaddr.subnetMatch(whole, carriers, 'none')];
  const judged = at === undefined ? whole : ipaddr.fromByteArray(whole.toByteArray().slice(at, at + 4));
  const range = ipaddr.subnetMatch(judged, exceptions, judged.range());
  return range !== 'documentation' && !publicRanges.includes(range);
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
