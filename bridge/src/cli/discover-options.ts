import { isIP } from 'node:net';
import type { DiscoverySource } from '@kurrier/shared/discovery/discovery';
import { discoverySources } from '@kurrier/shared/discovery/discovery-sources';
import { mailOptions, readCaFiles } from '../main/config.ts';
import type { DiscoverOverrides } from '../main/assemble-discovery.ts';
import { UsageError } from './command.ts';

/** The options of the commands that look for servers. */
export const discoverOptions = {
  ...mailOptions,
  /** A DNS server to ask instead of the system's. */
  resolver: { type: 'string' },
  /** SOURCE=URL: a place that stands in for a source's own; `{domain}` in it is filled in. */
  'base-url': { type: 'string', multiple: true, default: [] as string[] },
} as const;

interface Values {
  resolver?: string | undefined;
  'base-url': string[];
  ca: string[];
  'connect-to': string[];
}

/** What the words on the command line mean for discovery. Throws a `UsageError` where they mean nothing. */
export const toDiscoverOverrides = (values: Values): DiscoverOverrides => ({
  ...(values.resolver !== undefined && { resolver: readResolver(values.resolver) }),
  baseUrls: Object.fromEntries(values['base-url'].map(readBaseUrl)),
  ca: readCaFiles(values.ca),
  connectTo: values['connect-to'],
});

/** `192.0.2.1:53`, `[2001:db8::1]:53`, or an address alone: the resolver itself cannot be looked up. */
const readResolver = (text: string): string => {
  const resolver = text.replace(/^localhost(?=:|$)/, '127.0.0.1');
  const host = /^\[(.+)\](?::\d+)?$/.exec(resolver)?.[1] ?? (isIP(resolver) ? resolver : resolver.replace(/:\d+$/, ''));
  if (!isIP(host)) throw new UsageError(`--resolver takes an IP address with a port, not "${text}"`);
  return resolver;
};

const readBaseUrl = (text: string): [DiscoverySource, string] => {
  const at = text.indexOf('=');
  const source = discoverySources.find((name) => name === text.slice(0, at));
  const url = text.slice(at + 1);
  if (source && URL.canParse(url.replaceAll('{domain}', 'domain.example'))) return [source, url];
  throw new UsageError(`--base-url takes SOURCE=URL, SOURCE being one of ${discoverySources.join(', ')}; not "${text}"`);
};
