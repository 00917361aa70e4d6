import type { Leg } from '@kurrier/shared/account/connection';
import type { FoundServer } from '@kurrier/shared/discovery/discovery';
import type { AskSource, DiscoverDeps, ProbeResult } from '../source-contract.ts';
import { parseRemoteHost } from '../../net/address/remote-host-rules.ts';
import type { MailAddress } from '../mail-address.ts';
import { within } from '../../async/until-aborted.ts';

/** How long the names of a certificate are looked up. */
const lookUpMs = 1000;

/** What was found on one port, before it is judged. */
interface Found {
  host: string;
  port: number;
  result: ProbeResult;
  /** Known by another name than the one that was tried. */
  isRepaired?: boolean;
}

const ports = { imap: [993, 143], smtp: [465, 587] } as const satisfies Record<Leg, readonly number[]>;
const prefixes = { imap: ['imap', 'mail', 'smtp'], smtp: ['smtp', 'mail', 'imap'] } as const satisfies Record<Leg, readonly string[]>;

/**
 * The usual names of a domain's servers in the order in which they are preferred: its own for the leg, then `mail.`, then the bare domain.
 */
export const usualHostNames = (leg: Leg, domain: string): string[] => [...prefixes[leg].map((prefix) => `${prefix}.${domain}`), domain];

/** Tries the usual names of both legs on their usual ports, all at once and without signing in. */
export const askProbes =
  ({ probe, dns }: Pick<DiscoverDeps, 'probe' | 'dns'>): AskSource =>
  async (address, signal) => {
    const probeLeg = async (leg: Leg): Promise<FoundServer[]> => {
      const targets = usualHostNames(leg, address.domain).flatMap((host) => ports[leg].map((port) => ({ host, port, leg })));
      const results = await Promise.all(targets.map((target) => probe(target, signal)));
      const found = targets.flatMap(({ host, port }, at): Found[] => (results[at] ? [{ host, port, result: results[at] }] : []));
      const repaired = await Promise.all(found.map((server) => repairHost(server, dns, signal)));
      return repaired
        .flatMap((server) => server ?? [])
        .toSorted((a, b) => rankOf(a) - rankOf(b))
        .map((server) => toServer(server, address));
    };
    const [imap, smtp] = await Promise.all([probeLeg('imap'), probeLeg('smtp')]);
    if (imap.length + smtp.length === 0) return { state: 'nothing' };
    const legs = { ...(imap.length > 0 && { imap }), ...(smtp.length > 0 && { smtp }) };
    return { state: 'found', offer: { ...legs, prepare: [], documentation: [] } };
  };

/**
 * A server whose certificate is for other names is known by one of those, if that leads to the same machine: hosters answer
 * `mail.DOMAIN` with the certificate of their own host. Undefined where no name of the certificate fits.
 */
const repairHost = async (found: Found, dns: DiscoverDeps['dns'], signal: AbortSignal): Promise<Found | undefined> => {
  const { result, host } = found;
  if (result.trust !== 'other-name') return found;
  const names = (result.certificate?.names ?? []).filter((name) => 'host' in parseRemoteHost(name)).slice(0, 5);
  const lookUp = (name: string) => within(lookUpMs, signal, () => dns.addresses(name, signal));
  const [here, ...there] = await Promise.all([host, ...names].map(lookUp));
  const name = names.find((_name, at) => there[at]?.some((address) => here?.includes(address)));
  return name === undefined ? undefined : { ...found, host: name, isRepaired: true };
};

/**
 * A server with a good certificate for its name under the domain comes first, then one that is good under another name, then one that
 * nobody vouches for, then one without encryption; within each, TLS at once before STARTTLS. The names keep their order within.
 */
const rankOf = ({ result: { security, trust }, isRepaired }: Found): number => {
  const standing = security === 'cleartext' ? 3 : isRepaired ? 1 : trust === 'trusted' ? 0 : 2;
  return standing * 2 + (security === 'implicit-tls' ? 0 : 1);
};

const toServer = ({ host, port, result }: Found, { address }: MailAddress): FoundServer => ({
  host,
  port,
  security: result.security,
  username: address,
  password: true,
  oauth2: false,
});
