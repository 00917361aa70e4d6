import { legs, type Leg } from '@kurrier/shared/account/connection';
import type { Discovery, LocalServer } from '@kurrier/shared/discovery/discovery';
import { parsePort, type FormFields } from '../accounts/form-fields.ts';
import { findingOf, type Choices } from './use-found-servers.ts';

type Place = { host: string; port: number | null };

const isAt =
  ({ host, port }: Place) =>
  (server: LocalServer): boolean =>
    server.host === host && server.port === port;

/** The servers on this computer that the form as it stands means, or would mean once the person agreed: what is to be said of them. */
export const localServersInUse = (discovery: Discovery, fields: FormFields, choices: Choices): LocalServer[] => {
  const places = legs.flatMap((leg): Place[] => {
    const finding = findingOf(discovery, leg, choices);
    const chosen = 'chosen' in finding && finding.state !== 'no-password' ? [finding.chosen.server] : [];
    return [...chosen, placeOf(fields, leg)];
  });
  return discovery.localServers.filter((server) => places.some((place) => isAt(place)(server)));
};

/**
 * The keys that saving the form as it stands trusts, by leg: of servers on this computer whose certificate nobody vouches for. What
 * `localServersInUse` says of these servers has been on the screen.
 */
export const keysToTrust = (discovery: Discovery, fields: FormFields): Partial<Record<Leg, string>> =>
  Object.fromEntries(
    legs.flatMap((leg) => {
      const server = discovery.localServers.find((local) => local.leg === leg && isAt(placeOf(fields, leg))(local));
      return server?.trust === 'new' && server.certificate ? [[leg, server.certificate.spki]] : [];
    }),
  );

const placeOf = (fields: FormFields, leg: Leg): Place => ({ host: fields[leg].host.trim(), port: parsePort(fields[leg].port) });

/** Servers that are run by the same user and trusted alike, together. */
export const groupLocalServers = (servers: readonly LocalServer[]): LocalServer[][] =>
  Object.values(Object.groupBy(servers, ({ listener, trust }) => `${listener} ${trust}`)).filter((group) => group !== undefined);
