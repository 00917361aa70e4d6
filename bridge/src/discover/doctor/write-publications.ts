import type { Publication, PublishedServer } from '@kurrier/shared/discovery/domain-report';
import { paccDigestName, paccDigestRecord, paccUrl } from '../sources/read-pacc.ts';
import type { SrvService } from '../sources/read-srv.ts';

/** The SRV service that a server belongs to (RFC 6186, RFC 8314); none without encryption. */
export const srvServiceOf = ({ leg, security }: PublishedServer): SrvService | undefined => {
  if (security === 'cleartext') return undefined;
  if (leg === 'imap') return security === 'implicit-tls' ? 'imaps' : 'imap';
  return security === 'implicit-tls' ? 'submissions' : 'submission';
};

/** The SRV record that names a server. */
export const writeSrv = (domain: string, service: SrvService, { host, port }: PublishedServer): Publication => ({
  kind: 'dns',
  name: `_${service}._tcp.${domain}.`,
  type: 'SRV',
  value: `0 1 ${port} ${host}.`,
});

const socketTypes = { 'implicit-tls': 'SSL', starttls: 'STARTTLS', cleartext: 'plain' } as const;

/** The autoconfig file that names the servers; the username is the address. */
export const writeAutoconfig = (domain: string, servers: readonly PublishedServer[]): Publication => ({
  kind: 'file',
  url: `https://autoconfig.${domain}/mail/config-v1.1.xml`,
  contentType: 'text/xml',
  body: `<?xml version="1.0" encoding="UTF-8"?>
<clientConfig version="1.1">
  <emailProvider id="${domain}">
    <domain>${domain}</domain>
    <displayName>${domain}</displayName>
${servers.map(writeServer).join('')}  </emailProvider>
</clientConfig>
`,
});

const writeServer = ({ leg, host, port, security }: PublishedServer): string => {
  const element = leg === 'imap' ? 'incomingServer' : 'outgoingServer';
  return `    <${element} type="${leg}">
      <hostname>${host}</hostname>
      <port>${port}</port>
      <socketType>${socketTypes[security]}</socketType>
      <authentication>password-cleartext</authentication>
      <username>%EMAILADDRESS%</username>
    </${element}>
`;
};

/** The PACC document and its digest; none where a server is not on the port of TLS at once, which PACC takes for granted. */
export const writePacc = (domain: string, servers: readonly PublishedServer[]): Publication[] => {
  const hostOf = (leg: PublishedServer['leg'], port: number) =>
    servers.find((server) => server.leg === leg && server.port === port && server.security === 'implicit-tls')?.host;
  const imap = hostOf('imap', 993);
  const submit = hostOf('smtp', 465);
  if (!imap || !submit) return [];
  const body = JSON.stringify(
    {
      protocols: { imap: { host: imap }, submit: { host: submit } },
      authentication: { password: true },
      info: { provider: { name: domain } },
    },
    null,
    2,
  );
  return [
    { kind: 'file', url: paccUrl(domain), contentType: 'application/json', body },
    { kind: 'dns', name: `${paccDigestName(domain)}.`, type: 'TXT', value: `"${paccDigestRecord(Buffer.from(body))}"` },
  ];
};
