import type { Leg } from '@kurrier/shared/account/connection';
import type { Discovery, FoundServer } from '@kurrier/shared/discovery/discovery';
import { isLoopbackAddress } from '@kurrier/shared/account/loopback-host';
import { briefOf, consentOf, discoveryEn as words, notOfferedOf } from '@kurrier/shared/words/discovery';
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
      : [...describeLeg('smtp', discovery, name), ...describeLeg('imap', discovery, name)]),
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

const describeLeg = (leg: Leg, discovery: Discovery, provider: string): string[] => {
  const found = discovery[leg];
  const label = leg.toUpperCase();
  if (found.state === 'unknown') return [`${label}  ${words.legNotFound}`];
  if (found.state === 'not-offered') {
    const said = notOfferedOf(leg, discovery, provider, words);
    return said === null ? [] : [`${label}  ${said}`];
  }
  const { server, source, consent } = found;
  return [
    `${label}  ${describeServer(server)} · found ${words.sources[source]}`,
    ...(server.security === 'cleartext' ? [`      ${isLoopbackAddress(server.host) ? words.noEncryptionHere : words.noEncryption}`] : []),
    ...(consent ? [`      ${consentOf({ hosts: [server.host], source }, discovery, words)}`] : []),
  ];
};

const describeServer = ({ host, port, security, username }: FoundServer): string =>
  `${host} ${port} · ${securityWords[security]} · ${username}`;
