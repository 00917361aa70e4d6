import type { DiscoverySource } from '@kurrier/shared/discovery';
import { createDiscover, type Discover } from './discover/create-discover.ts';
import { createDnsClient } from './discover/dns-client.ts';
import { createFetchDocument } from './discover/fetch-document.ts';
import { createProbe } from './discover/probe-server.ts';
import { parseConnectTo } from './protocol/connect-to.ts';
import { describeCertificate } from './protocol/certificate.ts';

export interface DiscoverWishes {
  /** HOST:PORT of a DNS server to ask instead of the system's: split DNS, tests. */
  resolver?: string;
  baseUrls?: Partial<Record<DiscoverySource, string>>;
  /** HOST:PORT:ADDRESS:PORT */
  connectTo?: readonly string[];
  /** Certificate authorities besides the public ones, PEM. */
  ca?: readonly string[];
}

/** Assembles discovery: DNS, HTTPS and probes of this computer. */
export const wireDiscover = ({ resolver, baseUrls = {}, connectTo = [], ca = [] }: DiscoverWishes = {}): Discover => {
  const dns = createDnsClient(resolver);
  const allowsPrivate = resolver !== undefined;
  const ways = { dns, allowsPrivate, connectTo: parseConnectTo(connectTo), ca };
  return createDiscover({
    dns,
    fetchDocument: createFetchDocument(ways),
    probe: createProbe({ ...ways, describeCertificate }),
    baseUrls,
    allowsPrivate,
  });
};
