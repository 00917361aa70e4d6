import { providerOfDomain, providerOfServer } from '@kurrier/shared/providers';
import type { Provider } from '@kurrier/shared/providers/provider';
import type { RegistrableDomain } from '../codes/judge-sender.ts';
import type { PageLine } from '@kurrier/shared/discovery/page-text';
import { chooseSettings, type PageServer } from './choose-settings.ts';
import { readPageFacts } from './read-page-facts.ts';

/** What a page says, and which of its hosts a person has to agree to by name. */
export interface JudgedPage {
  imap: (PageServer & { needsConsent: boolean }) | null;
  smtp: (PageServer & { needsConsent: boolean }) | null;
  /** Hosts that the page names for a leg of which nothing can be offered: those of a provider that is neither the page's nor the address's, or that claim to be one. */
  foreign: string[];
}

const hostsOf = ({ imap = [], smtp = [] }: Provider): string[] => [...imap, ...smtp].map(({ host }) => host);

/**
 * Reads what a page says for an address, and judges it. Of an address at a known provider only the provider's own hosts count: whoever else names
 * others wants the password. A known provider's hosts on somebody else's page are an example. Everything that is not of the address's own
 * domain needs consent. `endStep` is awaited often, so that a long page keeps nobody waiting.
 */
export const judgePage = async (
  lines: readonly PageLine[],
  address: { domain: string; localPart: string },
  { origin, registrable, endStep }: { origin: string; registrable: RegistrableDomain; endStep: () => Promise<unknown> },
): Promise<JudgedPage> => {
  const { domain } = address;
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
    const known = providerOfServer('imap', host) ?? providerOfServer('smtp', host) ?? providerOfDomain(owner);
    return (
      known !== undefined &&
      owner !== page &&
      !(page !== undefined && isOf(known, page)) &&
      registrable(known.page ? (URL.parse(known.page)?.hostname ?? '') : '') !== page
    );
  };
  const owner = registrable(domain);
  const judge = (server: PageServer | null): JudgedPage['imap'] =>
    server && { ...server, needsConsent: owner === undefined ? server.host !== domain : registrable(server.host) !== owner };
  const facts = await readPageFacts(lines, address, endStep, (host) => page !== undefined && registrable(host) === page);
  const { imap, smtp } = chooseSettings(facts, (host) => !isForeign(host));
  const named = chooseSettings(facts);
  const foreign = [imap ? null : named.imap, smtp ? null : named.smtp].flatMap((server) => (server ? [server.host] : []));
  return { imap: judge(imap), smtp: judge(smtp), foreign: [...new Set(foreign)] };
};
