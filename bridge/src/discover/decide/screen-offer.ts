import type { Discovery, DiscoverySource, FoundServer } from '@kurrier/shared/discovery/discovery';
import type { DiscoverDeps } from '../source-contract.ts';
import { isPrivateAddress, parseRemoteHost, type HostProblem } from '../../net/address/remote-host-rules.ts';
import type { MailAddress } from '../mail-address.ts';
import type { Offer } from '../offer.ts';
import { isSameOwner } from '../registrable-domain.ts';
import { within } from '../../async/until-aborted.ts';

export type Refused = Discovery['refused'][number];

/** Sources whose answers come over an authenticated way from somebody who may speak for the domain. */
const vouched: ReadonlySet<DiscoverySource> = new Set(['provider-facts', 'pacc', 'autoconfig', 'ispdb']);

/** True when the person has to agree to the host by name: nobody vouches for it, and it is not of the address's own domain. */
export const needsConsent = (source: DiscoverySource, host: string, domain: string): boolean =>
  !vouched.has(source) && !isSameOwner(host, domain);

/** How long the names of one offer are looked up: one that is dead must not cost the others. */
const lookUpMs = 1000;

/**
 * Drops the servers that a remote source must not name: addresses that are not public, and, except in Thunderbird's database, names that
 * lead to such an address or that cannot be looked up in time; a name without an address only where another of its leg has one. With a
 * resolver of the person's own, names of the domain itself may be private.
 */
export const screenOffer = async (
  source: DiscoverySource,
  offer: Offer,
  { domain }: MailAddress,
  { dns, allowsPrivate }: Pick<DiscoverDeps, 'dns' | 'allowsPrivate'>,
  signal: AbortSignal,
): Promise<{ offer: Offer; refused: Refused[] }> => {
  if (offer.provider) return { offer, refused: [] };
  const refused: Refused[] = [];

  const judge = async (host: string): Promise<HostProblem | 'no-answer' | 'no-address' | 'good'> => {
    if (source === 'ispdb' || (allowsPrivate && isSameOwner(host, domain))) return 'good';
    const addresses = await within(lookUpMs, signal, () => dns.addresses(host, signal));
    if (!addresses) return 'no-answer';
    if (addresses.some(isPrivateAddress)) return 'private-address';
    return addresses.length > 0 ? 'good' : 'no-address';
  };
  const screen = async (server: FoundServer): Promise<{ server: FoundServer; hasAddress: boolean }[]> => {
    const parsed = parseRemoteHost(server.host);
    const judged = 'problem' in parsed ? parsed.problem : await judge(parsed.host);
    if (judged === 'private-address' || judged === 'not-a-host') refused.push({ source, host: server.host.slice(0, 255), reason: judged });
    else if ('host' in parsed && judged !== 'no-answer')
      return [{ server: { ...server, host: parsed.host }, hasAddress: judged === 'good' }];
    return [];
  };
  const screenLeg = async (servers: readonly FoundServer[] | undefined): Promise<FoundServer[] | undefined> => {
    if (!servers || servers.length === 0) return servers && [];
    const kept = (await Promise.all(servers.map(screen))).flat();
    const reachable = kept.filter(({ hasAddress }) => hasAddress);
    const best = reachable.length > 0 ? reachable : kept;
    return best.length > 0 ? best.map(({ server }) => server) : undefined;
  };

  const { imap: offeredImap, smtp: offeredSmtp, ...rest } = offer;
  const [imap, smtp] = await Promise.all([screenLeg(offeredImap), screenLeg(offeredSmtp)]);
  return { offer: { ...rest, ...(imap && { imap }), ...(smtp && { smtp }) }, refused };
};
