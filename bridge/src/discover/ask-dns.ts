import { providerOfMx } from '@kurrier/shared/providers';
import type { Answer, AskSource, DiscoverDeps } from './ask.ts';
import { askAutoconfigOf, askIspdbFor } from './ask-autoconfig.ts';
import type { MailAddress } from './mail-address.ts';
import { saysAnything } from './offer.ts';
import { offerOfProvider } from './offer-of-provider.ts';
import { readSrv, srvServices, type SrvRecord, type SrvService } from './read-srv.ts';
import { isSameOwner, registrableDomain } from './registrable-domain.ts';

/** The domain's SRV records; nobody vouches for them, since DNSSEC cannot be seen from here. */
export const askSrv =
  ({ dns }: Pick<DiscoverDeps, 'dns'>): AskSource =>
  async (address, signal) => {
    const found = await Promise.all(srvServices.map((service) => dns.srv(`_${service}._tcp.${address.domain}`, signal)));
    if (found.every((records) => records === undefined)) return { state: 'failed', detail: 'dns' };
    const records = Object.fromEntries(srvServices.map((service, at) => [service, found[at] ?? []])) as Record<SrvService, SrvRecord[]>;
    const offer = readSrv(records, address);
    return saysAnything(offer) ? { state: 'found', offer } : { state: 'nothing' };
  };

/**
 * Whoever the domain's mail goes to: a known provider, else what Thunderbird's database or the exchanger's own domain publishes.
 * Where the exchanger is the domain's own, the operator of its name servers is asked for in the same way.
 */
export const askMx =
  (deps: Pick<DiscoverDeps, 'dns' | 'fetchDocument' | 'baseUrls'>): AskSource =>
  async (address, signal) => {
    const records = await deps.dns.mx(address.domain, signal);
    if (!records) return { state: 'failed', detail: 'dns' };
    const hosts = records
      .toSorted((a, b) => a.priority - b.priority)
      .map(({ exchange }) => exchange.toLowerCase().replace(/\.$/, ''))
      .filter((host) => host !== '');
    const provider = hosts.map(providerOfMx).find((known) => known !== undefined);
    if (provider) return { state: 'found', offer: offerOfProvider(provider, address) };
    const foreign = hosts.filter((host) => !isSameOwner(host, address.domain));
    const names = foreign.length > 0 ? foreign : await deps.dns.ns(address.domain, signal);
    return askOperators(deps, operatorsOf(names ?? []), address, signal);
  };

/** The names that the database may know an operator by: the host without its first label, down to what was registered. */
const operatorsOf = (hosts: readonly string[]): string[] => {
  const names = hosts.flatMap((host) => {
    const owner = registrableDomain(host);
    const parent = host.slice(host.indexOf('.') + 1);
    return owner === undefined ? [] : parent.endsWith(owner) ? [parent, owner] : [owner];
  });
  return [...new Set(names)].slice(0, 4);
};

const askOperators = async (
  deps: Pick<DiscoverDeps, 'fetchDocument' | 'baseUrls'>,
  operators: readonly string[],
  address: MailAddress,
  signal: AbortSignal,
): Promise<Answer> => {
  const answers = operators.flatMap((operator) => [
    askIspdbFor(deps, operator, address, signal),
    askAutoconfigOf(deps, operator, address, signal),
  ]);
  for (const answer of answers) {
    const found = await answer;
    if (found.state === 'found') return found;
  }
  return { state: 'nothing' };
};
