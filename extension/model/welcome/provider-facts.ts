import { providerOfDomain } from '@kurrier/shared/providers';
import type { Provider, ProviderServer } from '@kurrier/shared/providers/provider';

const serversAt = (servers: readonly ProviderServer[], domain: string): ProviderServer[] =>
  servers.map((server) => ({ ...server, host: server.host.replace('{domain}', () => domain) }));

/**
 * What is known of the provider of an address, its servers as they are called for that address, without asking anybody; null while it is no
 * address, its domain where nothing is known of it.
 */
export const findFacts = (address: string): Provider | string | null => {
  const domain = /^[^@\s]+@([^@\s]+\.[^@\s.]+)$/.exec(address.trim())?.[1]?.toLowerCase();
  if (domain === undefined) return null;
  const provider = providerOfDomain(domain);
  if (!provider) return domain;
  const { smtp, imap } = provider;
  return { ...provider, ...(smtp && { smtp: serversAt(smtp, domain) }), ...(imap && { imap: serversAt(imap, domain) }) };
};
