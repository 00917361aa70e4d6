import { legs } from '@kurrier/shared/account/connection';
import { DiscoverySource, type Discovery, type SourceReport } from '@kurrier/shared/discovery/discovery';
import { providerOfDomain } from '@kurrier/shared/providers';
import type { Provider } from '@kurrier/shared/providers/provider';
import { advise } from './decide/advise.ts';
import { askAll, type Asked, type Patience } from './decide/ask-sources.ts';
import { askAutoconfig, askAutoconfigOverHttp, askIspdb } from './sources/ask-autoconfig.ts';
import { askMx, askNs, askSrv } from './sources/ask-dns.ts';
import { askProbes } from './sources/ask-probes.ts';
import { askAutodiscover, askPacc } from './sources/ask-web.ts';
import type { AskSource, DiscoverDeps } from './source-contract.ts';
import { combineOffers, type SourcedOffer } from './decide/combine-offers.ts';
import { considerLocalServers } from './decide/consider-local-servers.ts';
import { findIssuer } from './find-issuer.ts';
import { findLocalServers, isStandardPort, usualLocalPorts, type FoundLocally, type LocalPort } from './sources/find-local-servers.ts';
import { parseMailAddress, type MailAddress } from './mail-address.ts';
import { needsLocalProgram } from './decide/local-mail-programs.ts';
import { offerOfProvider } from './sources/provider-offer.ts';
import { screenOffer, type Refused } from './decide/screen-offer.ts';
import { suggestDomain } from './decide/suggest-domain.ts';

interface DiscoverRequest {
  address: string;
  /** The person agreed to settings that are fetched without encryption. */
  allowHttp: boolean;
  /** The domain's own servers may be told the whole address, as they are unless this is false. */
  tellAddress?: boolean;
}

type Allowed = Required<Pick<DiscoverRequest, 'allowHttp' | 'tellAddress'>>;

export interface DiscoverOptions extends Partial<Patience> {
  localPorts?: readonly LocalPort[];
}

/** Finds the servers of an address. Undefined where the text is no address with a domain; otherwise it resolves within 8 s. */
export type Discover = (request: DiscoverRequest, signal?: AbortSignal) => Promise<Discovery | undefined>;

const localServersMs = 1500;

/**
 * A provider that is known by the address's domain is answered without any network. For others all sources are asked at once, and the
 * best of them decides, not the quickest.
 */
export const createDiscover =
  (deps: DiscoverDeps, { patienceMs = 2700, capMs = 7500, localPorts = usualLocalPorts }: DiscoverOptions = {}): Discover =>
  async ({ address: text, allowHttp, tellAddress = true }, cancel) => {
    const startedAt = performance.now();
    const address = parseMailAddress(text);
    if (!address) return undefined;
    const provider = providerOfDomain(address.domain);
    const end = new AbortController();
    const signal = cancel ? AbortSignal.any([cancel, end.signal]) : end.signal;
    try {
      const [asked, local] = await Promise.all([
        provider
          ? { offers: [{ source: 'provider-facts' as const, offer: offerOfProvider(provider, address) }], refused: [], sources: factsOnly }
          : askRemote(address, deps, { allowHttp, tellAddress }, { patienceMs, capMs }, signal),
        askLocal(deps, provider, localPorts, signal),
      ]);
      const { sources } = asked;
      const { offers, localServers, refused } = considerLocalServers(local, asked.offers, provider, address);
      const combined = await findIssuer(combineOffers(offers, address), deps, signal);
      const didYouMean = suggestDomain(address.domain);
      const isHostedOwnDomain = provider === undefined && asked.offers.length > 0;
      return {
        address: text,
        domain: address.domain,
        ...combined,
        advice: advise(address, isHostedOwnDomain && legs.some((leg) => combined[leg].state === 'found')),
        localServers,
        refused: [...asked.refused, ...refused],
        sources,
        ...(asked.offers.length === 0 && hasNoDns(sources) && { couldNotLook: true }),
        ...(didYouMean && { didYouMean }),
        tookMs: Math.round(performance.now() - startedAt),
      };
    } finally {
      end.abort();
    }
  };

/** Servers on this computer, where one could be meant: for a provider that has a program for it, and for a domain that nobody knows. */
const askLocal = async (
  deps: DiscoverDeps,
  provider: Provider | undefined,
  ports: readonly LocalPort[],
  signal: AbortSignal,
): Promise<FoundLocally> => {
  if (provider && provider.bridge === undefined) return { servers: [], refused: [] };
  const asked = provider && !needsLocalProgram(provider) ? ports.filter(({ port }) => !isStandardPort(port)) : ports;
  return findLocalServers(deps, AbortSignal.any([signal, AbortSignal.timeout(localServersMs)]), asked);
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
  allowed: Allowed,
  patience: Patience,
  signal: AbortSignal,
): Promise<{ offers: SourcedOffer[]; refused: Refused[]; sources: SourceReport[] }> => {
  const refused: Refused[] = [];
  const screened = remoteSources(deps, allowed).map(({ source, ask }): Asked => ({
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
const remoteSources = (deps: DiscoverDeps, { allowHttp, tellAddress }: Allowed): Asked[] => {
  const asks: Record<Exclude<DiscoverySource, 'provider-facts' | 'local-server'>, AskSource> = {
    pacc: askPacc(deps),
    autoconfig: askAutoconfig(deps, tellAddress),
    ispdb: askIspdb(deps),
    srv: askSrv(deps),
    mx: askMx(deps),
    autodiscover: askAutodiscover(deps),
    'autoconfig-http': askAutoconfigOverHttp(deps, allowHttp),
    probe: askProbes(deps),
    ns: askNs(deps),
  };
  return DiscoverySource.options.flatMap((source) =>
    source === 'provider-facts' || source === 'local-server' ? [] : [{ source, ask: asks[source] }],
  );
};
