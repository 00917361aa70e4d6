import { getDomain } from 'tldts';

/** The part of a host name that somebody registered, by the Public Suffix List with its private section; undefined for a bare suffix. */
export const registrableDomain = (host: string): string | undefined =>
  getDomain(host, { allowPrivateDomains: true, extractHostname: false }) ?? undefined;

/**
 * True when both names belong to one registrant: `mail.example.co.uk` and `shop.example.co.uk`. Below a domain that is itself a public
 * suffix, such as `eu.org`, anybody can register: it shares its owner with no other name.
 */
export const isSameOwner = (host: string, domain: string): boolean => {
  const owner = registrableDomain(domain);
  if (owner === undefined) return host === domain;
  return host === owner || host.endsWith(`.${owner}`);
};
