import { getDomain } from 'tldts';

/** The part of a host name that somebody registered, by the Public Suffix List with its private section; undefined for a bare suffix. */
export const registrableDomain = (host: string): string | undefined =>
  getDomain(host, { allowPrivateDomains: true, extractHostname: false }) ?? undefined;

/** True when both names belong to one registrant: `mail.example.co.uk` and `shop.example.co.uk`. */
export const isSameOwner = (host: string, domain: string): boolean => {
  const owner = registrableDomain(domain) ?? domain;
  return host === owner || host.endsWith(`.${owner}`);
};
