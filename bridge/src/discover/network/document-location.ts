import type { DiscoverySource } from '@kurrier/shared/discovery/discovery';
import type { FetchRequest } from '../source-contract.ts';

/**
 * Where a document is fetched from: from its own place, or from the base URL that the person put in its place. The path is kept,
 * and the host that would have been asked stands in the Host header.
 */
export const locate = (
  source: DiscoverySource,
  url: string,
  domain: string,
  baseUrls: Partial<Record<DiscoverySource, string>>,
): FetchRequest => {
  const original = new URL(url);
  const base = baseUrls[source];
  if (base === undefined) return { url: original };
  const target = new URL(base.replaceAll('{domain}', domain));
  target.pathname = `${target.pathname.replace(/\/$/, '')}${original.pathname}`;
  target.search = original.search;
  return { url: target, hostHeader: original.host, isTrusted: true, plainHttp: true };
};
