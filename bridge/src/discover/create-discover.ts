import { legs, type Leg } from '@kurrier/shared/connection';
import { DiscoverySource, type Discovery, type SourceReport } from '@kurrier/shared/discovery';
import { providerOfDomain } from '@kurrier/shared/providers';
import { advise } from './advise.ts';
import { askAll, type Asked, type Patience } from './ask-all.ts';
import { askAutoconfig, askAutoconfigOverHttp, askIspdb } from './ask-autoconfig.ts';
import { askMx, askSrv } from './ask-dns.ts';
import { askProbes } from './ask-probes.ts';
import { askAutodiscover, askPacc } from './ask-web.ts';
import type { AskSource, DiscoverDeps } from './ask.ts';
import { combineOffers, type SourcedOffer } from './combine-offers.ts';
import { findLocalServers, offerOfLocalServers, usualLocalPorts } from './find-local-servers.ts';
import { parseMailAddress, type MailAddress } from './mail-address.ts';
import { offerOfProvider } from './offer-of-provider.ts';
import { screenOffer, type Refused } from './screen-offer.ts';
import { suggestDomain } from './suggest-domain.ts';

interface DiscoverRequest {
  address: string;
  /** The person agreed to settings that are fetched without encryption. */
  allowHttp: boolean;
}

export interface DiscoverOptions extends Partial<Patience> {
  localPorts?: readonly { port: number; leg: Leg }[];
}

/** Finds the servers of an address. Undefined where the text is no address with a domain; otherwise it resolves within 8 s. */
export type Discover = (request: DiscoverRequest, signal?: AbortSignal) => Promise<Discovery | undefined>;

const localServersMs = 400;

/**
 * A provider that is known by the address's domain is answered without any network. For others all sources are asked at once, and the
 * best of them decides, not the quickest.
 */
export const createDiscover =
  (deps: DiscoverDeps, { patienceMs = 2700, capMs = 7500, localPorts = usualLocalPorts }: DiscoverOptions = {}): Discover =>
  async ({ address: text, allowHttp }, cancel) => {
    const startedAt = performance.now();
    const address = parseMailAddress(text);
    if (!address) return undefined;
    const provider = providerOfDomain(address.domain);
    const end = new AbortController();
    const signal = cancel ? AbortSignal.any([cancel, end.signal]) : end.signal;
    try {
      const asksLocal = provider === undefined || provider.bridge !== undefined;
      const [{ offers, refused, sources }, localServers] = await Promise.all([
        provider
          ? { offers: [{ source: 'provider-facts' as const, offer: offerOfProvider(provider, address) }], refused: [], sources: factsOnly }
          : askRemote(address, deps, allowHttp, { patienceMs, capMs }, signal),
        asksLocal ? findLocalServers(deps.probe, AbortSignal.any([signal, AbortSignal.timeout(localServersMs)]), localPorts) : [],
      ]);
      const combined = combineOffers([...offers, ...offerOfLocalServers(localServers, provider, address)], address);
      const didYouMean = suggestDomain(address.domain);
      const isHostedOwnDomain = provider === undefined && offers.length > 0;
      return {
        address: text,
        domain: address.domain,
        ...combined,
        advice: advise(address, isHostedOwnDomain && legs.some((leg) => combined[leg].state === 'found')),
        localServers,
        refused,
        sources,
        ...(offers.length === 0 && hasNoDns(sources) && { couldNotLook: true }),
        ...(didYouMean && { didYouMean }),
        tookMs: Math.round(performance.now() - startedAt),
      };
    } finally {
      end.abort();
    }
  };

/** Every source that rests on DNS alone went without an answer; a name that does not exist is an answer. */
const hasNoDns = (sources: readonly SourceReport[]): boolean => {
  const asked = sources.filter(({ source }) => source === 'srv' || source === 'mx');
  return asked.length > 0 && asked.every(({ state, detail }) => state === 'timed-out' || (state === 'failed' && detail === 'dns'));
};

const factsOnly: SourceReport[] = [{ source: 'provider-facts', state: 'found', tookMs: 0 }];

const askRemote = async (
  address: MailAddress,
  deps: DiscoverDeps,
  allowHttp: boolean,
  patience: Patience,
  signal: AbortSignal,
): Promise<{ offers: SourcedOffer[]; refused: Refused[]; sources: SourceReport[] }> => {
  const refused: Refused[] = [];
  const screened = remoteSources(deps, allowHttp).map(({ source, ask }): Asked => ({
    source,
    ask: async (...asked) => {
      const answer = await ask(...asked);
      if (answer.state !== 'found') return answer;
      const screening = await screenOffer(source, answer.offer, address, deps, signal);
      refused.push(...screening.refused);
      return { state: 'found', offer: screening.offer };
    },
  }));
  const { answers, reports } = await askAll(screened, address, patience, signal);
  const offers = answers.flatMap(({ source, answer }) => (answer.state === 'found' ? [{ source, offer: answer.offer }] : []));
  return { offers, refused, sources: reports };
};

/** Every source beyond this computer, best first: the order is the contract's. */
const remoteSources = (deps: DiscoverDeps, allowHttp: boolean): Asked[] => {
  const asks: Record<Exclude<DiscoverySource, 'provider-facts' | 'local-server'>, AskSource> = {
    pacc: askPacc(deps),
    autoconfig: askAutoconfig(deps),
    ispdb: askIspdb(deps),
    srv: askSrv(deps),
    mx: askMx(deps),
    autodiscover: askAutodiscover(deps),
    'autoconfig-http': askAutoconfigOverHttp(deps, allowHttp),
    probe: askProbes(deps),
  };
  return DiscoverySource.options.flatMap((source) =>
    source === 'provider-facts' || source === 'local-server' ? [] : [{ source, ask: asks[source] }],
  );
};
