import type { Discovery, DiscoverySource, FoundServer, LegDiscovery } from '@kurrier/shared/discovery/discovery';
import { isLoopbackAddress } from '@kurrier/shared/account/loopback';
import { briefOf, discoveryEn as words } from '@kurrier/shared/words/discovery';
import { describeLocalServers, localServerEn } from '@kurrier/shared/words/local-server';

const securityWords = { 'implicit-tls': 'TLS', starttls: 'STARTTLS', cleartext: 'no encryption' } as const;

/** A discovery as lines for a terminal. */
export const describeDiscovery = (discovery: Discovery): string => {
  const { address, domain, provider, prepare, advice, localServers, refused, didYouMean, tookMs } = discovery;
  const isNothingKnown = discovery.smtp.state === 'unknown' && discovery.imap.state === 'unknown';
  const name = provider?.name ?? domain;
  return [
    `${address}${provider ? ` · ${provider.name}` : ''} · ${tookMs} ms`,
    ...(isNothingKnown
      ? [discovery.couldNotLook ? words.couldNotLook.replace('{domain}', () => domain) : words.nothingFound]
      : [...describeLeg('SMTP', discovery.smtp, name, domain), ...describeLeg('IMAP', discovery.imap, name, domain)]),
    ...(didYouMean ? [words.didYouMean.replace('{domain}', () => didYouMean)] : []),
    ...prepare
      .map((preparation) => briefOf(preparation, name, words))
      .flatMap(({ title, text, link }) => ['', title, text, link?.url ?? []].flat()),
    ...advice.map((kind) => `\n${words.advice[kind]}`),
    ...localServers.map((server) => `\n${describeLocalServers([server], localServerEn).join(' ')}`),
    ...refused.map(({ host, source, reason }) =>
      reason === 'other-user'
        ? `\n${localServerEn.otherUser.replace('{places}', () => host)}`
        : `\nNot used: ${host}, named ${words.sources[source]}`,
    ),
  ].join('\n');
};

const describeLeg = (label: 'SMTP' | 'IMAP', leg: LegDiscovery, provider: string, domain: string): string[] => {
  if (leg.state === 'unknown') return [`${label}  ${words.legNotFound}`];
  if (leg.state === 'not-offered')
    return [`${label}  ${words.notOffered[label === 'IMAP' ? 'imap' : 'smtp'].replace('{provider}', provider)}`];
  const { server, source, consent } = leg;
  return [
    `${label}  ${describeServer(server)} · found ${words.sources[source]}`,
    ...(server.security === 'cleartext' ? [`      ${isLoopbackAddress(server.host) ? words.noEncryptionHere : words.noEncryption}`] : []),
    ...(consent ? [`      ${describeConsent(server.host, source, domain)}`] : []),
  ];
};

const describeConsent = (host: string, source: DiscoverySource, domain: string): string =>
  words.consent[source === 'local-server' ? 'here' : 'one']
    .replace('{host}', () => host)
    .replace('{domain}', () => domain)
    .replace('{source}', () => words.sources[source]);

const describeServer = ({ host, port, security, username }: FoundServer): string =>
  `${host} ${port} · ${securityWords[security]} · ${username}`;
