import type { Leg } from '@kurrier/shared/account/connection';
import type { LookUpMx } from '../net/connection-deps.ts';
import type { Discover } from '../discover/create-discover.ts';
import type { DnsClient } from '../discover/source-contract.ts';

/** MX hosts of a domain, for telling whose server refused; names that are nobody's are not asked for. */
export const createLookUpMx =
  ({ mx }: Pick<DnsClient, 'mx'>): LookUpMx =>
  async (domain, signal) =>
    reserved.test(domain) ? [] : ((await mx(domain, signal)) ?? []).map(({ exchange }) => exchange);

/** A repair is worth a short look only; what comes later is not waited for. */
const patienceMs = 4000;

/** Names that are nobody's (RFC 2606, RFC 6761): nothing is published for them. */
const reserved = /(?:^|[.@])(?:test|example|invalid|localhost|example\.(?:com|net|org))$/i;

/**
 * Asks discovery for the servers of an address after its typed host was not there. Only over HTTPS, without telling anybody the whole
 * address, and only what needs no consent; empty where nothing is known in time.
 */
export const createFindServers =
  (discover: Discover) =>
  async (leg: Leg, address: string, signal: AbortSignal): Promise<{ host: string; port: number }[]> => {
    if (reserved.test(address)) return [];
    const patience = AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]);
    const found = (await discover({ address, allowHttp: false, tellAddress: false }, patience))?.[leg];
    if (found?.state !== 'found' || found.consent) return [];
    return [found.server, ...found.alternatives.map(({ server }) => server)].map(({ host, port }) => ({ host, port }));
  };
