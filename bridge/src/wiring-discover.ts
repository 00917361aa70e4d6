import type { DiscoverySource } from '@kurrier/shared/discovery';
import type { DiscoverDeps } from './discover/ask.ts';
import { createDiscover, type Discover } from './discover/create-discover.ts';
import { createDoctor, type Doctor } from './discover/create-doctor.ts';
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
export const wireDiscover = (wishes: DiscoverWishes = {}): Discover => createDiscover(createDeps(wishes));

/** Assembles the domain doctor from the same parts. */
export const wireDoctor = (wishes: DiscoverWishes = {}): Doctor => createDoctor(createDeps(wishes));

const createDeps = ({ resolver, baseUrls = {}, connectTo = [], ca = [] }: DiscoverWishes): DiscoverDeps => {
  const dns = createDnsClient(resolver);
  const allowsPrivate = resolver !== undefined;
  const ways = { dns, allowsPrivate, connectTo: parseConnectTo(connectTo), ca };
  return {
    dns,
    fetchDocument: createFetchDocument(ways),
    probe: createProbe({ ...ways, describeCertificate }),
    baseUrls,
    allowsPrivate,
  };
};
