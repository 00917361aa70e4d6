import { legs, type Leg } from '@kurrier/shared/account/connection';
import type { Discovery, FoundServer, LocalServer } from '@kurrier/shared/discovery/discovery';
import type { Provider } from '@kurrier/shared/providers/provider';
import type { SourcedOffer } from './combine-offers.ts';
import { isStandardPort, type FoundLocally } from '../sources/find-local-servers.ts';
import type { MailAddress } from '../mail-address.ts';
import type { Offer } from '../offer.ts';
import { isFitting, needsLocalProgram, offerOfLocalServers } from './local-mail-programs.ts';

export interface Considered {
  /** Best source first. */
  offers: SourcedOffer[];
  localServers: LocalServer[];
  refused: Discovery['refused'];
}

/**
 * What servers on this computer add to what was found elsewhere. The program that a provider needs comes first; others are offered for a
 * leg that nobody else has a server for which takes a password, and the ports of any mail server only where nothing else was found at
 * all. Where another user has the place that a source names, that source has no server there.
 */
export const considerLocalServers = (
  local: FoundLocally,
  found: readonly SourcedOffer[],
  provider: Provider | undefined,
  address: MailAddress,
): Considered => {
  const remote = found.map(({ source, offer }) => ({ source, offer: withoutRefused(offer, local) }));
  const isNeeded = needsLocalProgram(provider);
  const isLastResort = isNeeded || remote.length === 0;
  const isWanted = ({ leg }: LocalServer) => isNeeded || !remote.some(({ offer }) => offer[leg]?.some(({ password }) => password));
  const known = provider ?? remote.find(({ offer }) => offer.provider)?.offer.provider;
  const fitting = local.servers.filter((server) => isFitting(server, known) && isWanted(server));
  const here = offerOfLocalServers(isLastResort ? fitting : fitting.filter(({ port }) => !isStandardPort(port)), provider, address);
  const offers = isNeeded ? [...here, ...remote] : [...remote, ...here];
  return {
    offers,
    localServers: local.servers.filter((server) => isNamed(server, offers)),
    refused: isLastResort ? local.refused : [],
  };
};

/** An offer less the servers of this computer that another user runs in the place of the one that is meant. */
const withoutRefused = (offer: Offer, { refused }: FoundLocally): Offer => {
  const isRefused = ({ host, port }: FoundServer) => refused.some((other) => other.host === `${host}:${port}`);
  const kept: Offer = { ...offer };
  for (const leg of legs) if (offer[leg]?.some(isRefused)) delete kept[leg];
  return kept;
};

/** Whether some source names this very server. */
const isNamed = ({ leg, host, port }: { leg: Leg; host: string; port: number }, offers: readonly SourcedOffer[]): boolean =>
  offers.some(({ offer }) => offer[leg]?.some((server) => server.host === host && server.port === port));
