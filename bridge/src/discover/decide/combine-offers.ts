import { legs, type Leg } from '@kurrier/shared/account/connection';
import type { Discovery, DiscoverySource, FoundServer, LegDiscovery, Preparation } from '@kurrier/shared/discovery/discovery';
import { providerOfServer } from '@kurrier/shared/providers';
import type { Provider } from '@kurrier/shared/providers/provider';
import type { MailAddress } from '../mail-address.ts';
import type { Offer } from '../offer.ts';
import { needsConsent } from './screen-offer.ts';

/** An offer and the source that it came from. */
export interface SourcedOffer {
  source: DiscoverySource;
  offer: Offer;
}

type Combined = Pick<Discovery, 'provider' | 'oauthIssuer' | 'smtp' | 'imap' | 'prepare' | 'documentation'>;

const mostAlternatives = 8;

/**
 * Makes one result of all offers, best source first. Each leg is decided by the first source that speaks of it; the servers of the
 * others become alternatives. Servers of a known provider get its facts, whoever named them.
 */
export const combineOffers = (offers: readonly SourcedOffer[], { domain }: MailAddress): Combined => {
  const deciding = Object.fromEntries(legs.map((leg) => [leg, offers.find(({ offer }) => offer[leg] !== undefined)])) as Record<
    Leg,
    SourcedOffer | undefined
  >;
  const smtp = combineLeg('smtp', offers, deciding.smtp, domain);
  const imap = combineLeg('imap', offers, deciding.imap, domain);
  const decided = legs.flatMap((leg) => deciding[leg] ?? []);
  const known = decided.find(({ offer }) => offer.provider)?.offer.provider;
  const facts = known ?? factsOf('imap', imap) ?? factsOf('smtp', smtp);
  const name = facts?.name ?? decided.find(({ offer }) => offer.name)?.offer.name;
  const issuer = facts?.oauth === undefined ? issuerOf(decided) : `https://${facts.oauth}`;
  return {
    ...(name && { provider: { ...(facts && { id: facts.id, ...(facts.oauth && { oauth: facts.oauth }) }), name } }),
    ...(issuer !== undefined && { oauthIssuer: issuer }),
    smtp,
    imap,
    prepare: uniqueBy(
      known ? known.prepare : preparationsOf(decided, { smtp, imap }),
      ({ need, legs: of }) => `${need} ${of?.join() ?? ''}`,
    ),
    documentation: uniqueBy(
      decided.flatMap(({ offer }) => offer.documentation),
      ({ url }) => url,
    ),
  };
};

/** What was fetched without encryption names nobody to sign in at. */
const issuerOf = (decided: readonly SourcedOffer[]): string | undefined =>
  decided.find(({ source, offer }) => offer.issuer !== undefined && source !== 'autoconfig-http')?.offer.issuer;

const combineLeg = (leg: Leg, offers: readonly SourcedOffer[], deciding: SourcedOffer | undefined, domain: string): LegDiscovery => {
  if (!deciding) return { state: 'unknown' };
  const candidates = [deciding, ...offers.filter((other) => other !== deciding)].flatMap(({ source, offer }) =>
    (offer[leg] ?? []).map((server) => ({ source, server: withFacts(leg, server) })),
  );
  const [best, ...others] = uniqueBy(candidates, ({ server: { host, port, security } }) => `${host} ${port} ${security}`);
  if (!best || deciding.offer[leg]!.length === 0) return { state: 'not-offered', source: deciding.source };
  return {
    state: 'found',
    ...best,
    // The provider says itself that its own program is to be used.
    consent: !(best.source === 'local-server' && deciding.offer.provider) && needsConsent(best.source, best.server.host, domain),
    alternatives: others.slice(0, mostAlternatives),
  };
};

/** A server that is known to refuse passwords refuses them, even if an old file or an SRV record says nothing of it. */
const withFacts = (leg: Leg, server: FoundServer): FoundServer => {
  const provider = providerOfServer(leg, server.host);
  if (!provider) return server;
  const refuses = provider.prepare.some(({ need, legs: of }) => need === 'oauth-only' && (of?.includes(leg) ?? true));
  return { ...server, password: server.password && !refuses, oauth2: server.oauth2 || provider.oauth !== undefined };
};

const factsOf = (leg: Leg, discovery: LegDiscovery): Provider | undefined =>
  discovery.state === 'found' ? providerOfServer(leg, discovery.server.host) : undefined;

/** What to prepare where the provider was found by its servers: the facts of each leg's server, and what the sources themselves say. */
const preparationsOf = (decided: readonly SourcedOffer[], found: Record<Leg, LegDiscovery>): Preparation[] => {
  const byFacts = legs.flatMap((leg) =>
    (factsOf(leg, found[leg])?.prepare ?? [])
      .filter(({ legs: of }) => of?.includes(leg) ?? true)
      .map((preparation) => ({ ...preparation, legs: [leg] })),
  );
  const bySources = decided.flatMap(({ offer }) => offer.prepare).filter(({ need }) => !byFacts.some((fact) => fact.need === need));
  const oauthOnly = legs.filter((leg) => {
    const discovery = found[leg];
    return discovery.state === 'found' && discovery.server.oauth2 && !discovery.server.password;
  });
  const unsaid = oauthOnly.filter((leg) => !byFacts.some(({ need, legs: of }) => need === 'oauth-only' && of.includes(leg)));
  const noImap = found.imap.state === 'not-offered' && !bySources.some(({ need }) => need === 'no-imap');
  return mergeLegs([
    ...byFacts,
    ...unsaid.map((leg): Preparation => ({ need: 'oauth-only', legs: [leg] })),
    ...(noImap ? [{ need: 'no-imap', legs: ['imap'] } satisfies Preparation] : []),
    ...bySources.filter(({ need }) => need !== 'enable-imap' || found.imap.state === 'found'),
  ]);
};

/** The same need of both legs is one need. */
const mergeLegs = (preparations: readonly Preparation[]): Preparation[] => {
  const merged: Preparation[] = [];
  for (const preparation of preparations) {
    const same = merged.find(({ need, url }) => need === preparation.need && url === preparation.url);
    if (!same) merged.push({ ...preparation });
    else if (same.legs && preparation.legs) same.legs = legs.filter((leg) => same.legs?.includes(leg) || preparation.legs?.includes(leg));
    else delete same.legs;
  }
  return merged;
};

const uniqueBy = <Value>(values: readonly Value[], keyOf: (value: Value) => string): Value[] => {
  const seen = new Set<string>();
  return values.filter((value) => !seen.has(keyOf(value)) && seen.add(keyOf(value)));
};
