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

const row = (provider: Provider): string =>
  [
    `[${provider.name}](${provider.source})`,
    describeServers(provider.smtp),
    describeServers(provider.imap),
    describeLogin(provider),
    describePreparation(provider),
    provider.checked,
  ].join(' | ');

/** The text of docs/providers.md, made from the facts. */
export const renderProvidersPage = (): string =>
  `# Providers

What Kurrier knows of a provider without asking anybody. Generated from \`shared/src/providers\`: change the facts there,
then run \`npm run docs\`. The name leads to the page that documents the provider's servers; the last column is the day on
which hosts and ports were last compared. In the form, Secure is TRUE for TLS and for STARTTLS.

| Provider | SMTP | IMAP | Username | To prepare | Checked |
|---|---|---|---|---|---|
${[customDomain, ...providers].map((provider) => `| ${row(provider)} |`).join('\n')}
`;
