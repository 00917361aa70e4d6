import type { Discovery, FoundServer, LegDiscovery } from '../../shared/src/discovery/discovery.ts';
import { settingsOf, takesPassword } from '../../shared/src/discovery/found-settings.ts';
import { discoveryEn } from '../../shared/src/words/discovery.ts';
import { assembleDiscovery } from '../../bridge/src/main/assemble-discovery.ts';
import { createCa } from '../servers/create-ca.ts';
import { startDnsServer } from '../servers/start-dns-server.ts';
import { startWebServer } from '../servers/start-web-server.ts';
import { compareFacts } from './compare-facts.ts';
import { readIspdb, type Entry } from './read-ispdb.ts';

const securityOf: Record<string, FoundServer['security']> = { SSL: 'implicit-tls', STARTTLS: 'starttls', plain: 'cleartext' };

/**
 * Serves a copy of Thunderbird's database over HTTPS beside a DNS server that knows nothing, discovers every domain of it, and compares
 * the result with the file's first server of each leg. Built-in facts count as they do for people: they outrank the database.
 */
export const measure = async ([folder]: string[]): Promise<boolean> => {
  if (folder === undefined) throw new Error('npm run measure -- ispdb FOLDER');
  const files = readIspdb(folder);
  const byDomain = new Map(files.flatMap((file) => file.domains.map((domain) => [domain, file] as const)));
  const ca = await createCa();
  await using dns = await startDnsServer({});
  await using web = await startWebServer(
    (path) => {
      const file = byDomain.get(path.replace('/v1.1/', ''));
      return file && { body: file.xml };
    },
    await ca.issue(),
  );
  const discover = assembleDiscovery({ resolver: dns.address, baseUrls: { ispdb: `${web.url}/v1.1` }, ca: [ca.pem] });

  const tally = {
    both: 0,
    exact: 0,
    byFacts: 0,
    plain: 0,
    plainShown: 0,
    oauthOnly: 0,
    oauthOnlySaid: 0,
    withoutImap: 0,
    withoutImapSaid: 0,
  };
  const differences: string[] = [];
  const times: number[] = [];
  for (const [domain, { imap, smtp }] of byDomain) {
    const discovery = await discover({ address: `some.one@${domain}`, allowHttp: false });
    if (!discovery) throw new Error(`${domain} was not taken for a domain`);
    times.push(discovery.tookMs);
    if (discovery.sources.some(({ source }) => source === 'provider-facts')) tally.byFacts++;
    const difference = [...differ('imap', discovery.imap, imap[0], domain), ...differ('smtp', discovery.smtp, smtp[0], domain)];
    if (imap[0] && smtp[0]) {
      tally.both++;
      if (difference.length === 0) tally.exact++;
      if ([imap[0], smtp[0]].some(({ socketType }) => socketType === 'plain')) tally.plain++;
      if (showsPlain(discovery)) tally.plainShown++;
      if (imap.every(({ authentication }) => authentication.every((method) => method === 'OAuth2'))) tally.oauthOnly++;
      if (saysOauthOnly(discovery)) tally.oauthOnlySaid++;
    }
    if (!imap[0]) {
      tally.withoutImap++;
      if (discovery.imap.state === 'not-offered' && discovery.prepare.some(({ need }) => need === 'no-imap')) tally.withoutImapSaid++;
    }
    differences.push(...difference.map((text) => `${domain}: ${text}`));
  }

  times.sort((a, b) => a - b);
  console.log(`${files.length} files, ${byDomain.size} domains; built-in facts answer ${tally.byFacts} of them`);
  console.log(`IMAP and SMTP: ${tally.both} domains, ${tally.exact} exactly as in the database`);
  console.log(
    `no encryption in the preferred server: ${tally.plain}, shown as "${discoveryEn.noEncryption.split('.')[0]}", never prefilled as allowed: ${tally.plainShown}`,
  );
  console.log(`IMAP with OAuth2 only: ${tally.oauthOnly}, said before a password box: ${tally.oauthOnlySaid}`);
  console.log(`without IMAP: ${tally.withoutImap}, said so: ${tally.withoutImapSaid}`);
  console.log(`time: median ${times[Math.floor(times.length / 2)]} ms, 95th percentile ${times[Math.floor(times.length * 0.95)]} ms`);
  const facts = compareFacts(byDomain);
  console.log(`built-in providers that rest on the database alone: ${facts.compared}, servers that differ: ${facts.differences.length}`);
  differences.push(...facts.differences);
  for (const difference of differences) console.log(`  ${difference}`);
  return (
    differences.length === 0 &&
    tally.exact === tally.both &&
    tally.plain === tally.plainShown &&
    tally.oauthOnly === tally.oauthOnlySaid &&
    tally.withoutImap === tally.withoutImapSaid
  );
};

const differ = (leg: string, found: LegDiscovery, entry: Entry | undefined, domain: string): string[] => {
  const fill = (text: string) =>
    text.replaceAll('%EMAILADDRESS%', `some.one@${domain}`).replaceAll('%EMAILLOCALPART%', 'some.one').replaceAll('%EMAILDOMAIN%', domain);
  const wanted = entry && `${fill(entry.host)} ${entry.port} ${securityOf[entry.socketType]} ${fill(entry.username ?? '%EMAILADDRESS%')}`;
  const got = found.state === 'found' ? describe(found.server) : undefined;
  return wanted === got ? [] : [`${leg} ${got ?? 'none'}, in the database ${wanted ?? 'none'}`];
};

const describe = ({ host, port, security, username }: FoundServer): string => `${host} ${port} ${security} ${username}`;

const serversOf = ({ smtp, imap }: Discovery): FoundServer[] => [smtp, imap].flatMap((leg) => (leg.state === 'found' ? [leg.server] : []));

const showsPlain = (discovery: Discovery): boolean =>
  serversOf(discovery)
    .filter(({ security }) => security === 'cleartext')
    .map(settingsOf)
    .some(({ secure, allowUnencrypted }) => !secure && !allowUnencrypted);

/** The form shows the need before it asks for a password; where SMTP takes none either, there is no password box at all. */
const saysOauthOnly = (discovery: Discovery): boolean =>
  discovery.imap.state === 'found' &&
  !discovery.imap.server.password &&
  discovery.prepare.some(({ need, legs }) => need === 'oauth-only' && (legs?.includes('imap') ?? true)) &&
  takesPassword(discovery) === (discovery.smtp.state === 'found' && discovery.smtp.server.password);
