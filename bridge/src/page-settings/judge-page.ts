import { providerOfDomain, providerOfServer } from '@kurrier/shared/providers';
import type { Provider } from '@kurrier/shared/providers/provider';
import type { RegistrableDomain } from '../codes/judge-sender.ts';
import type { PageServer, PageSettings } from './parse-settings.ts';

/** What a page says, and which of its hosts a person has to agree to by name. */
export interface JudgedPage {
  imap: (PageServer & { needsConsent: boolean }) | null;
  smtp: (PageServer & { needsConsent: boolean }) | null;
  /** Hosts that the page names and that are not offered: those of a provider that is neither the page's nor the address's, or that claim to be one. */
  foreign: string[];
}

const hostsOf = ({ imap = [], smtp = [] }: Provider): string[] => [...imap, ...smtp].map(({ host }) => host);

/**
 * Judges what a page says for an address. Of an address at a known provider only the provider's own hosts count: whoever else names
 * others wants the password. A known provider's hosts on somebody else's page are an example. Everything that is not of the address's own
 * domain needs consent.
 */
export const judgePage = (
  settings: PageSettings,
  { origin, domain, registrable }: { origin: string; domain: string; registrable: RegistrableDomain },
): JudgedPage => {
  const own = providerOfDomain(domain);
  const page = registrable(URL.parse(origin)?.hostname ?? '');
  const isOf = (provider: Provider, host: string): boolean => {
    const owners = new Set([...hostsOf(provider), ...(provider.domains?.split(' ') ?? [])].map((name) => registrable(name)));
    return owners.has(registrable(host));
  };
  const isForeign = (host: string): boolean => {
    const owner = registrable(host);
    if (owner === undefined) return true;
    if (own) return !isOf(own, host) && owner !== registrable(domain);
    const known = providerOfServer('imap', host) ?? providerOfServer('smtp', host);
    return (
      known !== undefined &&
      owner !== page &&
      !(page !== undefined && isOf(known, page)) &&
      registrable(known.page ? (URL.parse(known.page)?.hostname ?? '') : '') !== page
    );
  };
  const foreign = new Set<string>();
  const judge = (server: PageServer | null): JudgedPage['imap'] => {
    if (!server) return null;
    if (isForeign(server.host)) {
      foreign.add(server.host);
      return null;
    }
    const owner = registrable(domain);
    return { ...server, needsConsent: owner === undefined ? server.host !== domain : registrable(server.host) !== owner };
  };
  return { imap: judge(settings.imap), smtp: judge(settings.smtp), foreign: [...foreign] };
};
