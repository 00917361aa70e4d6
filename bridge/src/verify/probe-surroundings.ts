import { isIP } from 'node:net';
import type { ServerSettings } from '@kurrier/shared/account/server-settings';
import type { Leg } from '@kurrier/shared/account/connection';
import type { Failure } from '@kurrier/shared/failure/failure';
import type { TurnProbe } from '@kurrier/shared/failure/whose-turn';
import { connectTo, type DialDeps } from '../net/dial.ts';
import { readOwnInterfaces } from '../net/address/own-interfaces.ts';
import { toNetworkHost } from '../net/address/network-host.ts';
import { lookUpWithin } from '../net/address/look-up-addresses.ts';
import { asProtocolError } from '../net/protocol-error.ts';

/** Looks at what is around a server that could not be reached; never rejects, and asks nobody but the server itself. */
export type ProbeSurroundings = (
  request: { leg: Leg; settings: ServerSettings },
  failure: Failure,
  signal: AbortSignal,
) => Promise<TurnProbe[]>;

/** Besides the mail ports, the web: hosts that serve both show that only mail is blocked. */
const neighbours: Record<Leg, readonly number[]> = { smtp: [465, 587, 443], imap: [993, 143, 443] };

const lookMs = 1500;

const hasOutsideAddress = (): boolean => readOwnInterfaces()?.some(({ internal }) => !internal) ?? true;

/**
 * Tries the other ports of the host, without saying a word there, and tells whether this computer has a network and a resolver that
 * answers.
 */
export const createProbeSurroundings =
  (deps: DialDeps & { hasNetwork?: () => boolean }): ProbeSurroundings =>
  async ({ leg, settings }, failure, signal) => {
    if (!failure.kind.startsWith('net.') || failure.stage === 'sign-in') return [];
    const { hasNetwork = hasOutsideAddress } = deps;
    if (!hasNetwork()) return [{ of: 'outside', target: 'network interface', outcome: 'silent' }];
    const resolver = resolverOf(settings.host, failure);
    if (failure.stage === 'name') return resolver;
    const ports = neighbours[leg].filter((port) => port !== settings.port);
    return [...resolver, ...(await Promise.all(ports.map((port) => look(settings.host, port, signal, deps))))];
  };

/** What the name lookup of the attempt says of the network: "no such name" is an answer, too. */
const resolverOf = (host: string, { kind }: Failure): TurnProbe[] =>
  isIP(toNetworkHost(host)) ? [] : [{ of: 'outside', target: 'name server', outcome: kind === 'net.dns_temporary' ? 'silent' : 'answers' }];

const look = async (host: string, port: number, signal: AbortSignal, deps: DialDeps): Promise<TurnProbe> => {
  const target = deps.connectTo(host, port) ?? { host, port };
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(lookMs)]);
  const probe = (outcome: TurnProbe['outcome']): TurnProbe => ({ of: 'host', target: `${host}:${port}`, outcome });
  try {
    const addresses = await lookUpWithin(deps.lookUp, toNetworkHost(target.host), deadline);
    const { socket } = await connectTo(addresses, target.port, deadline);
    socket.destroy();
    return probe('answers');
  } catch (error) {
    const code = asProtocolError(error).evidence.error?.code;
    if (code === 'ENOTFOUND') return probe('no-name');
    return probe(code === 'ECONNREFUSED' ? 'refused' : 'silent');
  }
};
