import type { Leg } from '@kurrier/shared/account/connection';
import type { LocalServer } from '@kurrier/shared/discovery/discovery';
import type { Provider } from '@kurrier/shared/providers/provider';
import type { SourcedOffer } from './combine-offers.ts';
import type { MailAddress } from '../mail-address.ts';
import { offerOfProvider } from '../sources/provider-offer.ts';

/** True where no mail program gets in but through the provider's own program on this computer. */
export const needsLocalProgram = (provider: Provider | undefined): boolean =>
  provider?.prepare.some(({ need }) => need === 'local-bridge') ?? false;

/** The programs that stand between a provider and this computer, hydroxide being another maker's for Proton. */
const programsOf = ({ bridge }: Provider): readonly (LocalServer['product'] | undefined)[] =>
  bridge === 'proton-bridge' ? ['proton-bridge', 'hydroxide'] : [bridge];

/**
 * Whether a server on this computer can be the one for an address: its provider's own program, or, where the provider is not known, any.
 */
export const isFitting = ({ product }: LocalServer, provider: Provider | undefined): boolean =>
  provider === undefined || programsOf(provider).includes(product);

/**
 * What the servers on this computer offer an address. Where the provider's own program is needed they come with the provider's facts, less
 * what is prepared already once it runs.
 */
export const offerOfLocalServers = (
  servers: readonly LocalServer[],
  provider: Provider | undefined,
  address: MailAddress,
): SourcedOffer[] => {
  const fitting = servers.filter((server) => isFitting(server, provider));
  if (fitting.length === 0) return [];
  const serversOf = (wanted: Leg) =>
    fitting
      .filter(({ leg }) => leg === wanted)
      .map(({ host, port, security }) => ({ host, port, security, username: address.address, password: true, oauth2: false }));
  const legs = { imap: serversOf('imap'), smtp: serversOf('smtp') };
  const found = { ...(legs.imap.length > 0 && { imap: legs.imap }), ...(legs.smtp.length > 0 && { smtp: legs.smtp }) };
  if (!provider || !needsLocalProgram(provider)) return [{ source: 'local-server', offer: { ...found, prepare: [], documentation: [] } }];
  const { imap: _imap, smtp: _smtp, ...facts } = offerOfProvider(provider, address);
  const running = { ...provider, prepare: [{ need: 'bridge-password' as const, ...(provider.page && { url: provider.page }) }] };
  return [{ source: 'local-server', offer: { ...facts, ...found, provider: running, prepare: running.prepare } }];
};
