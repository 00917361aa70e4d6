import type { Leg } from '@kurrier/shared/account/connection';
import type { Discovery, LocalServer } from '@kurrier/shared/discovery/discovery';
import type { Certificate } from '@kurrier/shared/failure/failure';
import type { DiscoverDeps, ProbeResult } from '../source-contract.ts';
import { probeLocalPort } from './probe-local-port.ts';
import { recogniseProduct } from './recognise-product.ts';

export interface LocalPort {
  port: number;
  leg: Leg;
}

/** Where Proton Mail Bridge, hydroxide and DavMail listen unless told otherwise; then those of a mail server that somebody runs here. */
export const usualLocalPorts: readonly LocalPort[] = [
  { port: 1143, leg: 'imap' },
  { port: 1025, leg: 'smtp' },
  { port: 993, leg: 'imap' },
  { port: 143, leg: 'imap' },
  { port: 465, leg: 'smtp' },
  { port: 587, leg: 'smtp' },
];

const standardPorts = new Set([993, 143, 465, 587]);

/** Whether it is a port of any mail server, as opposed to one of a program that stands between: what listens there may be anything. */
export const isStandardPort = (port: number): boolean => standardPorts.has(port);

export type LocalDeps = Pick<DiscoverDeps, 'probe' | 'listenerOf' | 'trustedKey'>;

export interface FoundLocally {
  servers: LocalServer[];
  refused: Discovery['refused'];
}

const host = '127.0.0.1';
const lookMs = 1500;

/**
 * Looks for mail servers on this computer: what they say they are, whose they are, and the certificate they show. Only 127.0.0.1 is asked,
 * so the answer is there at once or never. A server of another user of this computer is refused: whoever takes the port first could
 * otherwise collect passwords that are meant for somebody's own program.
 */
export const findLocalServers = async (deps: LocalDeps, signal: AbortSignal, ports: readonly LocalPort[]): Promise<FoundLocally> => {
  const found = await Promise.all(ports.map(({ port, leg }) => lookAtPort(deps, { host, port, leg }, signal)));
  return {
    servers: shareNames(found.flatMap((answer) => (typeof answer === 'object' ? [answer] : []))),
    refused: ports.flatMap(({ port }, at) =>
      found[at] === 'other-user' ? [{ source: 'local-server', host: `${host}:${port}`, reason: 'other-user' }] : [],
    ),
  };
};

/**
 * The certificate that a server on this computer shows now, or undefined: nobody answers, another user's server does, or there is no TLS.
 */
export type LookAtLocal = (target: { host: string; port: number; leg: Leg }) => Promise<Certificate | undefined>;

/** Looks at one server on this computer, as `findLocalServers` does; settles within 1.5 s. */
export const createLookAtLocal =
  (deps: LocalDeps): LookAtLocal =>
  async (target) => {
    const found = await lookAtPort(deps, target, AbortSignal.timeout(lookMs));
    return typeof found === 'object' ? found.certificate : undefined;
  };

/** One port; the owner is asked for before and after, so that nobody can leave the port to another between the two. */
const lookAtPort = async (
  { probe, listenerOf, trustedKey }: LocalDeps,
  { host, port, leg }: { host: string; port: number; leg: Leg },
  signal: AbortSignal,
): Promise<LocalServer | 'other-user' | undefined> => {
  if ((await listenerOf(host, port)) === 'other-user') return 'other-user';
  const result = await probeLocalPort(probe)({ host, port, leg }, signal);
  if (!result) return undefined;
  const listener = await listenerOf(host, port);
  if (listener === 'other-user') return 'other-user';
  const product = recogniseProduct(result);
  const { security, certificate } = result;
  const trust = trustOf(result, trustedKey(host, port));
  return product && { product, leg, host, port, security, listener, trust, ...(certificate && { certificate }) };
};

const trustOf = ({ certificate, trust }: ProbeResult, trustedKey: string | undefined): LocalServer['trust'] => {
  if (!certificate) return 'none';
  if (trust === 'trusted') return 'vouched';
  if (trustedKey === undefined) return 'new';
  return trustedKey === certificate.spki ? 'trusted' : 'changed';
};

/** Two servers with one key are one program: the SMTP server of Proton Mail Bridge does not name itself. */
const shareNames = (servers: LocalServer[]): LocalServer[] =>
  servers.map((server) => {
    const twin =
      server.product === 'other' || server.product === 'hydroxide'
        ? servers.find(({ certificate, product }) => product !== 'other' && certificate && certificate.spki === server.certificate?.spki)
        : undefined;
    return twin ? { ...server, product: twin.product } : server;
  });
