import type { Leg } from '@kurrier/shared/account/connection';
import type { FoundServer, Preparation } from '@kurrier/shared/discovery/discovery';
import type { Provider } from '@kurrier/shared/providers/provider';
import type { MailAddress } from '../mail-address.ts';
import type { Offer } from '../offer.ts';

/** What the built-in facts say about an address at this provider. A provider in which no mail program works has neither leg. */
export const offerOfProvider = (provider: Provider, address: MailAddress): Offer => ({
  provider,
  name: provider.name,
  imap: serversOf(provider, 'imap', address),
  smtp: serversOf(provider, 'smtp', address),
  prepare: [...(isHosted(provider, address) && provider.signsInWithItsOwnAddress ? [ownAddress] : []), ...provider.prepare],
  documentation: provider.page ? [{ url: provider.page, title: provider.name }] : [],
});

const ownAddress: Preparation = { need: 'provider-address' };

const isHosted = ({ domains = '' }: Provider, { domain }: MailAddress): boolean => !domains.split(' ').includes(domain);

const serversOf = (provider: Provider, leg: Leg, { address, localPart, domain }: MailAddress): FoundServer[] => {
  const refused = provider.prepare.some(({ need, legs }) => need === 'oauth-only' && (legs?.includes(leg) ?? true));
  return (provider[leg] ?? []).map(({ host, port, security, login }) => ({
    host: host.replace('{domain}', domain),
    port,
    security,
    username: login === 'address' ? address : localPart,
    password: !refused,
    oauth2: provider.oauth !== undefined,
  }));
};
