import { isRentedMachine, providerOfMx } from '@kurrier/shared/providers';
import type { Answer, AskSource, DiscoverDeps } from '../source-contract.ts';
import { askAutoconfigOf, askIspdbFor } from './ask-autoconfig.ts';
import { firstFound } from './first-found.ts';
import type { MailAddress } from '../mail-address.ts';
import { saysAnything } from '../offer.ts';
import { offerOfProvider } from './provider-offer.ts';
import { readSrv, srvServices, type SrvAnswers } from './read-srv.ts';
import { isSameOwner, registrableDomain } from '../registrable-domain.ts';

/** The domain's SRV records; nobody vouches for them, since DNSSEC cannot be seen from here. */
export const askSrv =
  ({ dns }: Pick<DiscoverDeps, 'dns'>): AskSource =>
  async (address, signal) => {
    const found = await Promise.all(srvServices.map((service) => dns.srv(`_${service}._tcp.${address.domain}`, signal)));
    if (found.every((records) => records === undefined)) return { state: 'failed', detail: 'dns' };
    const offer = readSrv(Object.fromEntries(srvServices.map((service, at) => [service, found[at]])) as SrvAnswers, address);
    return saysAnything(offer) ? { state: 'found', offer } : { state: 'nothing' };
  };

type OperatorDeps = Pick<DiscoverDeps, 'dns' | 'fetchDocument' | 'baseUrls'>;

/**
 * Whoever the domain's mail goes to first: a known provider, else what Thunderbird's database or the exchanger's own domain publishes. An
 * exchanger of lower preference only holds the mail for the others, often at somebody else's.
 */
export const askMx =
  (deps: OperatorDeps): AskSource =>
  async (address, signal) => {
    const records = await deps.dns.mx(address.domain, signal);
    if (!records) return { state: 'failed', detail: 'dns' };
    const best = Math.min(...records.map(({ priority }) => priority));
    const first = records.filter(({ priority }) => priority === best);
    return askOperators(deps, exchangersOf(first), address, signal);
  };

/**
 * Whoever runs the domain's name servers, asked for in the same way. It ranks below the usual names: who delegates a domain often hosts
 * its mail, but a server that answers under the domain's own name is better evidence. Where the mail goes to somebody else's exchanger it
 * is not asked at all, since another operator is known to take the mail then; nor for a domain that takes none (RFC 7505).
 */
export const askNs =
  (deps: OperatorDeps): AskSource =>
  async (address, signal) => {
    const [records, names] = await Promise.all([deps.dns.mx(address.domain, signal), deps.dns.ns(address.domain, signal)]);
    if (!records || !names) return { state: 'failed', detail: 'dns' };
    const exchangers = exchangersOf(records);
    const isNull = records.length > 0 && exchangers.length === 0;
    if (isNull || exchangers.some((host) => !isSameOwner(host, address.domain))) return { state: 'not-asked' };
    return askOperators(deps, names.map(toHost), address, signal);
  };

const toHost = (name: string): string => name.toLowerCase().replace(/\.$/, '');

/** The hosts that take a domain's mail, best first. */
const exchangersOf = (records: readonly { exchange: string; priority: number }[]): string[] =>
  records
    .toSorted((a, b) => a.priority - b.priority)
    .map(({ exchange }) => toHost(exchange))
    .filter((host) => host !== '');

/** The names that the database may know an operator by: the host without its first label, down to what was registered. */
const operatorsOf = (hosts: readonly string[]): string[] => {
  const names = hosts.flatMap((host) => {
    const owner = registrableDomain(host);
    const parent = host.slice(host.indexOf('.') + 1);
    return owner === undefined ? [] : parent.endsWith(owner) ? [parent, owner] : [owner];
  });
  return [...new Set(names)].slice(0, 4);
};

/** What is known of whoever runs these hosts, as far as that is not the domain itself, or somebody on a rented machine. */
const askOperators = async (deps: OperatorDeps, hosts: readonly string[], address: MailAddress, signal: AbortSignal): Promise<Answer> => {
  const provider = hosts.map(providerOfMx).find((known) => known !== undefined);
  if (provider) return { state: 'found', offer: offerOfProvider(provider, address) };
  const foreign = hosts.filter((host) => !isSameOwner(host, address.domain) && !isRentedMachine(host));
  const answer = await firstFound(
    operatorsOf(foreign).flatMap((operator) => [
      askIspdbFor(deps, operator, address, signal),
      askAutoconfigOf(deps, operator, address, signal),
    ]),
  );
  return answer.state === 'found' ? answer : { state: 'nothing' };
};
