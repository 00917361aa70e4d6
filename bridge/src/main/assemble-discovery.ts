import type { DiscoverySource } from '@kurrier/shared/discovery/discovery';
import type { DiscoverDeps } from '../discover/source-contract.ts';
import { createDiscover, type Discover } from '../discover/create-discover.ts';
import { createDoctor, type Doctor } from '../discover/doctor/create-doctor.ts';
import { createDnsClient } from '../discover/network/dns-client.ts';
import { createLookAtLocal, type LookAtLocal } from '../discover/sources/find-local-servers.ts';
import { createFetchDocument } from '../discover/network/fetch-document.ts';
import { createAskTokens } from '../discover/sources/ask-tokens.ts';
import { createPostForm } from '../discover/network/post-form.ts';
import type { PostForm } from '../messages/unsubscribe/unsubscribe.ts';
import { createProbe } from '../discover/sources/probe-server.ts';
import { largestPicture, type FetchBytes } from '../messages/fetch-picture.ts';
import type { LookUpMx } from '../net/connection-deps.ts';
import { createLookUpMx } from './find-servers.ts';
import { listenerOf } from '../net/loopback-listener.ts';
import { parseConnectTo } from '../net/address/connect-to.ts';
import type { TrustedKey } from '../net/trust.ts';
import type { WireLog } from '../net/wire-log/wire-log.ts';

export interface DiscoverOverrides {
  /** HOST:PORT of a DNS server to ask instead of the system's: split DNS, tests. */
  resolver?: string;
  baseUrls?: Partial<Record<DiscoverySource, string>>;
  /** HOST:PORT:ADDRESS:PORT */
  connectTo?: readonly string[];
  /** Certificate authorities besides the public ones, PEM. */
  ca?: readonly string[];
  /** The keys that the person trusts by hand. */
  trustedKeys?: () => readonly TrustedKey[];
  /** Gets what is said to a server that is only looked at. */
  wireLog?: WireLog;
}

/** Assembles discovery: DNS, HTTPS and probes of this computer. */
export const assembleDiscovery = (overrides: DiscoverOverrides = {}): Discover => createDiscover(createDeps(overrides));

/** Assembles the domain doctor from the same parts. */
export const assembleDoctor = (overrides: DiscoverOverrides = {}): Doctor => createDoctor(createDeps(overrides));

/** Assembles the look-up of MX hosts. */
export const assembleLookUpMx = ({ resolver }: DiscoverOverrides = {}): LookUpMx => createLookUpMx(createDnsClient(resolver));

/** Assembles the look at one server on this computer. */
export const assembleLocalLookup = (overrides: DiscoverOverrides = {}): LookAtLocal => createLookAtLocal(createDeps(overrides));

/** Assembles the way to pictures that messages name: bounded, and never to a private address unless the person's own resolver answers. */
export const assemblePictures = ({ resolver, connectTo = [], ca = [] }: DiscoverOverrides = {}): FetchBytes => {
  const dns = createDnsClient(resolver);
  const fetchDocument = createFetchDocument({
    dns,
    allowsPrivate: resolver !== undefined,
    connectTo: parseConnectTo(connectTo),
    ca,
    largestBody: largestPicture,
    accept: 'image/avif, image/webp, image/png, image/jpeg, image/gif',
  });
  return (url) => fetchDocument({ url, plainHttp: true }, new AbortController().signal);
};

/** Assembles the way to leave a list by one request, under the same limits. */
export const assemblePostForm = ({ resolver, connectTo = [], ca = [] }: DiscoverOverrides = {}): PostForm =>
  createPostForm({ dns: createDnsClient(resolver), allowsPrivate: resolver !== undefined, connectTo: parseConnectTo(connectTo), ca });

const createDeps = ({
  resolver,
  baseUrls = {},
  connectTo = [],
  ca = [],
  trustedKeys = () => [],
  wireLog,
}: DiscoverOverrides): DiscoverDeps => {
  const dns = createDnsClient(resolver);
  const allowsPrivate = resolver !== undefined;
  const elsewhere = parseConnectTo(connectTo);
  const ways = { dns, allowsPrivate, connectTo: elsewhere, ca };
  const probing = { ...ways, ...(wireLog && { wireLog }) };
  return {
    dns,
    fetchDocument: createFetchDocument(ways),
    probe: createProbe(probing),
    askTokens: createAskTokens(probing),
    listenerOf: (host, port) => {
      const target = elsewhere(host, port) ?? { host, port };
      return listenerOf(target.host, target.port);
    },
    trustedKey: (host, port) => trustedKeys().find((key) => key.host === host && key.port === port)?.spki,
    baseUrls,
    allowsPrivate,
  };
};
