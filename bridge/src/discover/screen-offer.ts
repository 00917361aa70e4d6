import type { Discovery, DiscoverySource, FoundServer } from '@kurrier/shared/discovery';
import type { DiscoverDeps } from './ask.ts';
import { isPrivateAddress, parseRemoteHost, type HostProblem } from './host-rules.ts';
import type { MailAddress } from './mail-address.ts';
import type { Offer } from './offer.ts';
import { isSameOwner } from './registrable-domain.ts';

export type Refused = Discovery['refused'][number];

/** Sources whose answers come over an authenticated way from somebody who may speak for the domain. */
const vouched: ReadonlySet<DiscoverySource> = new Set(['provider-facts', 'pacc', 'autoconfig', 'ispdb']);

/** True when the person has to agree to the host by name: nobody vouches for it, and it is not of the address's own domain. */
export const needsConsent = (source: DiscoverySource, host: string, domain: string): boolean =>
  !vouched.has(source) && !isSameOwner(host, domain);

/**
 * Drops the servers that a remote source must not name: addresses that are not public, and, of sources that anybody may have written,
 * names that lead to such an address. With a resolver of the person's own, names of the domain itself may be private.
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

  const problemOf = async (host: string): Promise<HostProblem | undefined> => {
    if (source === 'ispdb' || (allowsPrivate && isSameOwner(host, domain))) return undefined;
    const addresses = (await dns.addresses(host, signal)) ?? [];
    return addresses.some(isPrivateAddress) ? 'private-address' : undefined;
  };
  const screen = async (server: FoundServer): Promise<FoundServer[]> => {
    const parsed = parseRemoteHost(server.host);
    const problem = 'problem' in parsed ? parsed.problem : await problemOf(parsed.host);
    if (problem === undefined && 'host' in parsed) return [{ ...server, host: parsed.host }];
    refused.push({ source, host: server.host.slice(0, 255), reason: problem ?? 'not-a-host' });
    return [];
  };
  const screenLeg = async (servers: readonly FoundServer[] | undefined): Promise<FoundServer[] | undefined> => {
    if (!servers || servers.length === 0) return servers && [];
    const kept = (await Promise.all(servers.map(screen))).flat();
    return kept.length > 0 ? kept : undefined;
  };

  const { imap: offeredImap, smtp: offeredSmtp, ...rest } = offer;
  const [imap, smtp] = await Promise.all([screenLeg(offeredImap), screenLeg(offeredSmtp)]);
  return { offer: { ...rest, ...(imap && { imap }), ...(smtp && { smtp }) }, refused };
};
