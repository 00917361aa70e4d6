import type { Leg } from '@kurrier/shared/connection';
import type { LocalServer } from '@kurrier/shared/discovery';
import type { Provider } from '@kurrier/shared/providers/provider';
import type { Probe } from './ask.ts';
import type { SourcedOffer } from './combine-offers.ts';
import type { MailAddress } from './mail-address.ts';

/** Where Proton Mail Bridge, hydroxide and DavMail listen unless told otherwise. */
export const usualLocalPorts: readonly { port: number; leg: Leg }[] = [
  { port: 1143, leg: 'imap' },
  { port: 1025, leg: 'smtp' },
];

/** Looks for mail servers on this computer, by their greeting. Only 127.0.0.1 is asked, so the answer is there at once or never. */
export const findLocalServers = async (
  probe: Probe,
  signal: AbortSignal,
  ports: readonly { port: number; leg: Leg }[] = usualLocalPorts,
): Promise<LocalServer[]> => {
  const found = await Promise.all(
    ports.map(async ({ port, leg }): Promise<LocalServer[]> => {
      const result = await probe({ host: '127.0.0.1', port, leg }, signal);
      if (!result) return [];
      const { security, greeting, certificate } = result;
      return [{ product: productOf(greeting), leg, port, security, ...(certificate && { certificate }) }];
    }),
  );
  return found.flat();
};

const productOf = (greeting: string): LocalServer['product'] => {
  if (/proton.{0,3}mail|gluon/i.test(greeting)) return 'proton-bridge';
  return /davmail/i.test(greeting) ? 'davmail' : 'other';
};

/**
 * What the servers on this computer offer an address: those of its provider's own program, or, where the provider is not known, any.
 * They rank last, so that they are alternatives wherever something better is known.
 */
export const offerOfLocalServers = (
  found: readonly LocalServer[],
  provider: Provider | undefined,
  { address }: MailAddress,
): SourcedOffer[] => {
  const fitting = found.filter(({ product }) => provider === undefined || product === provider.bridge);
  const serversOf = (wanted: Leg) =>
    fitting
      .filter(({ leg }) => leg === wanted)
      .map(({ port, security }) => ({ host: '127.0.0.1', port, security, username: address, password: true, oauth2: false }));
  const legs = { imap: serversOf('imap'), smtp: serversOf('smtp') };
  const offer = { ...(legs.imap.length > 0 && { imap: legs.imap }), ...(legs.smtp.length > 0 && { smtp: legs.smtp }) };
  return fitting.length === 0 ? [] : [{ source: 'local-server', offer: { ...offer, prepare: [], documentation: [] } }];
};
