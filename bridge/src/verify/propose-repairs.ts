import type { Proposal } from '@kurrier/shared/account/account';
import type { ServerSettings } from '@kurrier/shared/account/server-settings';
import { wantsNoSignIn } from '@kurrier/shared/account/no-sign-in';
import type { ConnectionSecurity, Leg } from '@kurrier/shared/account/connection';
import type { Failure } from '@kurrier/shared/failure/failure';
import { isAboutTheHost, knownHosts, type KnownHost } from './known-hosts.ts';
import { hasWildcard, namesToProbe, otherUsername, portsToProbe } from './repair-targets.ts';

/** What a port speaks, as far as a repair is concerned; see the probe that finds it out. */
export type Voice =
  | { speaks: 'implicit-tls' | 'starttls'; certificateProblem?: string; takesSignIn: boolean }
  | { speaks: 'cleartext' | 'something-else' | 'nothing' };

export interface RepairDeps {
  listen: (target: { leg: Leg; host: string; port: number }, signal: AbortSignal) => Promise<Voice>;
  leadToSameAddress: (one: string, other: string, port: number, signal: AbortSignal) => Promise<boolean>;
  reverseNames: (host: string, port: number, signal: AbortSignal) => Promise<string[]>;
  /** The servers that discovery knows for an address, best first; asked where nothing nearer was found. */
  findServers?: (leg: Leg, address: string, signal: AbortSignal) => Promise<readonly KnownHost[]>;
  createId: () => string;
}

export interface RepairRequest {
  leg: Leg;
  address: string;
  settings: ServerSettings;
  /** The host of the account's other leg. */
  otherHost?: string;
}

type Repair = Omit<Proposal, 'id'>;

/**
 * Looks, without a password, for settings that would work where these failed: another port or TLS mode of the same host, the host that a
 * certificate is really for when it is the same machine, a server that is known for the address, for what was typed or for the other leg,
 * or the other form of a refused user name. Every repair ends in TLS with a good certificate; one that changes host or user name asks for
 * the password again. The best one first; empty where nothing was found.
 */
export const createProposeRepairs =
  ({ listen, leadToSameAddress, reverseNames, findServers, createId }: RepairDeps) =>
  async ({ leg, address, settings, otherHost }: RepairRequest, failure: Failure, signal: AbortSignal): Promise<Proposal[]> => {
    const { host, port } = settings;
    const heardPorts = portsToProbe(leg, settings, failure).map(async (candidate) =>
      proposePort(settings, candidate, await listen({ leg, host, port: candidate }, signal)),
    );
    const ownNames = hasWildcard(failure) ? await reverseNames(host, port, signal) : [];
    const heardNames = namesToProbe(settings, failure, ownNames).map(async (name) => {
      const [isSame, voice] = await Promise.all([leadToSameAddress(host, name, port, signal), listen({ leg, host: name, port }, signal)]);
      return isSame ? proposeHost(settings, name, voice) : undefined;
    });
    const listenTo = (servers: readonly KnownHost[]) =>
      servers
        .filter((server) => server.host !== host.toLowerCase())
        .slice(0, maxKnown)
        .map(async (server) => proposeHost(settings, server.host, await listen({ leg, ...server }, signal), server.port));
    const heardKnown = isAboutTheHost(failure) ? listenTo(knownHosts(leg, host, { address, otherHost })) : [];
    const askDiscovery = async () =>
      findServers && isAboutTheHost(failure) ? firstFound(listenTo(await findServers(leg, address, signal))) : undefined;
    const found =
      (await firstFound(heardPorts)) ??
      (await firstFound(heardNames)) ??
      (await firstFound(heardKnown)) ??
      (await askDiscovery()) ??
      proposeUsername(leg, settings, address, failure);
    return found && !signal.aborted ? [{ id: createId(), ...found }] : [];
  };

/** The first of some results, in their order, that is one; later ones are not waited for. */
const firstFound = async (results: readonly Promise<Repair | undefined>[]): Promise<Repair | undefined> => {
  for (const result of results) {
    const found = await result;
    if (found) return found;
  }
  return undefined;
};

const isGood = (settings: ServerSettings, voice: Voice): voice is Extract<Voice, { takesSignIn: boolean }> =>
  'takesSignIn' in voice && (voice.takesSignIn || wantsNoSignIn(settings)) && voice.certificateProblem === undefined;

/** Same host: the stored password may go along. */
const proposePort = (settings: ServerSettings, port: number, voice: Voice): Repair | undefined => {
  if (!isGood(settings, voice)) return undefined;
  const changes = { ...(port !== settings.port && { port }), ...(!settings.secure && { secure: true }) };
  return Object.keys(changes).length === 0 ? undefined : { changes, security: voice.speaks, needsPassword: false };
};

/** Known hosts that are listened to at once. */
const maxKnown = 6;

/** Another host is never given the stored password: the person sees its name and types the password again. */
const proposeHost = (settings: ServerSettings, host: string, voice: Voice, port = settings.port): Repair | undefined =>
  isGood(settings, voice)
    ? {
        changes: { host, ...(port !== settings.port && { port }), ...(!settings.secure && { secure: true }) },
        security: voice.speaks,
        needsPassword: !wantsNoSignIn(settings),
      }
    : undefined;

const proposeUsername = (leg: Leg, settings: ServerSettings, address: string, failure: Failure): Repair | undefined => {
  const username = otherUsername(leg, settings, address, failure);
  const security: ConnectionSecurity = failure.security ?? (settings.secure ? 'implicit-tls' : 'starttls');
  return username === undefined ? undefined : { changes: { username }, security, needsPassword: true };
};
