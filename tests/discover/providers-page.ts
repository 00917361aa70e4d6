import { customDomain, providers } from '../../shared/src/providers.ts';
import type { Provider, ProviderServer } from '../../shared/src/providers/provider.ts';
import { briefOf, discoveryEn } from '../../shared/src/words/discovery.ts';

const securityWords = { 'implicit-tls': 'TLS', starttls: 'STARTTLS', cleartext: 'no encryption' } as const;

const describeServers = (servers: readonly ProviderServer[] | undefined): string =>
  servers?.map(({ host, port, security }) => `${host} ${port} ${securityWords[security]}`).join('<br>') ?? 'none';

const describeLogin = ({ imap, smtp }: Provider): string => {
  const logins = new Set([...(imap ?? []), ...(smtp ?? [])].map(({ login }) => (login === 'address' ? 'address' : 'name before the @')));
  return [...logins].join(' or ');
};

const describePreparation = ({ name, prepare }: Provider): string =>
  prepare
    .map((preparation) => briefOf(preparation, name, discoveryEn))
    .map(({ title, link }) => (link ? `[${title}](${link.url})` : title))
    .join('<br>');

const describeSource = (source: string): string => {
  const url = URL.parse(source);
  if (!url) return source;
  return `[${url.hostname === 'github.com' ? url.pathname.split('/').slice(1, 3).join('/') : url.hostname}](${url.href})`;
};

const describeLookUps = ({ lookedUp }: Provider): string =>
  Object.entries({ Servers: lookedUp.servers, Preparation: lookedUp.prepare, MX: lookedUp.mx })
    .flatMap(([what, evidence]) => (evidence ? [`${what} ${evidence.on}: ${evidence.sources.map(describeSource).join(', ')}`] : []))
    .join('<br>');

const row = (provider: Provider): string =>
  [
    provider.page ? `[${provider.name}](${provider.page})` : provider.name,
    describeServers(provider.smtp),
    describeServers(provider.imap),
    describeLogin(provider),
    describePreparation(provider),
    describeLookUps(provider),
  ].join(' | ');

/** The text of docs/providers.md, made from the facts. */
export const renderProvidersPage = (): string =>
  `# Providers

What Kurrier knows of a provider without asking anybody. Generated from \`shared/src/providers\`: change the facts there,
then run \`npm run docs\`. The name leads to the provider's own page where one is known; the last column says what supports the
facts, and the day on which they were compared with a copy of it. In the form, Secure is TRUE for TLS and for STARTTLS.

| Provider | SMTP | IMAP | Username | To prepare | Looked up |
|---|---|---|---|---|---|
${[customDomain, ...providers].map((provider) => `| ${row(provider)} |`).join('\n')}
`;
