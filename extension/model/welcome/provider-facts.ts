import { providerOfDomain } from '@kurrier/shared/providers';
import type { Provider } from '@kurrier/shared/providers/provider';

/** What is known of the provider of an address, without asking anybody; null while it is no address, a text where nothing is known of it. */
export const findFacts = (address: string): Provider | string | null => {
  const domain = /^[^@\s]+@([^@\s]+\.[^@\s.]+)$/.exec(address.trim())?.[1]?.toLowerCase();
  return domain === undefined ? null : (providerOfDomain(domain) ?? domain);
};
