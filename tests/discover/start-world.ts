import { createDiscover, type DiscoverOptions } from '../../bridge/src/discover/create-discover.ts';
import { createDoctor } from '../../bridge/src/discover/doctor/create-doctor.ts';
import { createDnsClient } from '../../bridge/src/discover/network/dns-client.ts';
import { createFetchDocument } from '../../bridge/src/discover/network/fetch-document.ts';
import { createAskTokens } from '../../bridge/src/discover/sources/ask-tokens.ts';
import { createProbe } from '../../bridge/src/discover/sources/probe-server.ts';
import { listenerOf, type ListenerOf } from '../../bridge/src/net/loopback-listener.ts';
import { parseConnectTo } from '../../bridge/src/net/address/connect-to.ts';
import type { Discovery } from '../../shared/src/discovery/discovery.ts';
import { createCa, type TestCa } from '../servers/create-ca.ts';
import { startDnsServer, type DnsRecords, type DnsServerOptions } from '../servers/start-dns-server.ts';
import { startWebServer, type Page } from '../servers/start-web-server.ts';

export interface World {
  /** Host → what its HTTPS server answers for a path; hosts that are not named do not exist. */
  sites?: Record<string, (path: string) => Page | undefined>;
  /** The same over plain HTTP. */
  plainSites?: Record<string, (path: string) => Page | undefined>;
  /** What Thunderbird's database says, by domain. */
  ispdb?: Record<string, string>;
  zone?: Record<string, DnsRecords>;
  dns?: DnsServerOptions;
  /** HOST:PORT → the port on 127.0.0.1 where it really listens. */
  mail?: Record<string, number>;
  /** False: names that lead to private addresses are refused, as with the system's resolver. */
  allowsPrivate?: boolean;
  ca?: TestCa;
  /** Issues the certificates of the web servers, in place of `ca`. */
  webCa?: TestCa;
  /** Who listens on this computer; without it the kernel is asked. */
  listenerOf?: ListenerOf;
  trustedKey?: (host: string, port: number) => string | undefined;
  options?: DiscoverOptions;
}

/** A small internet on 127.0.0.1: real DNS over UDP, real HTTPS, and `discover` wired to it as the bridge wires it. */
export const startWorld = async ({ sites = {}, plainSites = {}, ispdb = {}, zone = {}, mail = {}, ...world }: World) => {
  const ca = world.ca ?? (await createCa());
  const dns = await startDnsServer(zone, world.dns);
  const hosts = Object.keys(sites);
  const web = await startWebServer(
    (path, host) => {
      const xml = ispdb[path.replace('/v1.1/', '')];
      if (host.startsWith('127.0.0.1')) return xml === undefined ? undefined : { body: xml };
      return sites[host]?.(path);
    },
    await (world.webCa ?? ca).issue({ names: ['127.0.0.1', ...hosts] }),
  );
  const plainWeb = await startWebServer((path, host) => plainSites[host]?.(path));
  const client = createDnsClient(dns.address);
  const ways = {
    dns: client,
    allowsPrivate: world.allowsPrivate ?? true,
    ca: [ca.pem],
    connectTo: parseConnectTo([
      ...hosts.map((host) => `${host}:443:127.0.0.1:${web.port}`),
      ...Object.keys(plainSites).map((host) => `${host}:80:127.0.0.1:${plainWeb.port}`),
      ...Object.entries(mail).map(([target, port]) => `${target}:127.0.0.1:${port}`),
    ]),
  };
  const deps = {
    ...ways,
    fetchDocument: createFetchDocument(ways),
    probe: createProbe(ways),
    askTokens: createAskTokens(ways),
    listenerOf: world.listenerOf ?? listenerOf,
    trustedKey: world.trustedKey ?? (() => undefined),
    baseUrls: { ispdb: `${web.url}/v1.1` },
  };
  const discover = createDiscover(deps, { localPorts: [], ...world.options });
  return {
    examine: createDoctor(deps),
    /** Discovers an address that is one. */
    async find(address: string, request: { allowHttp?: boolean; tellAddress?: boolean; signal?: AbortSignal } = {}): Promise<Discovery> {
      const found = await discover({ address, allowHttp: false, ...request }, request.signal);
      if (!found) throw new Error(`${address} is not an address`);
      return found;
    },
    questions: () => dns.questions(),
    /** Hosts and paths asked for over HTTPS. */
    requests: () => web.requests(),
    plainRequests: () => plainWeb.requests(),
    async [Symbol.asyncDispose]() {
      await Promise.all([dns, web, plainWeb].map((server) => server[Symbol.asyncDispose]()));
    },
  };
};

/** An autoconfig file with one server of each kind named. */
export const autoconfig = ({ imap, smtp }: { imap?: string; smtp?: string }): string => {
  const server = (tag: string, type: string, text: string | undefined) => {
    const [host, port, mode] = text?.split(' ') ?? [];
    return host
      ? `<${tag} type="${type}"><hostname>${host}</hostname><port>${port}</port><socketType>${mode}</socketType>` +
          `<username>%EMAILADDRESS%</username><authentication>password-cleartext</authentication></${tag}>`
      : '';
  };
  return `<clientConfig version="1.1"><emailProvider id="x">${server('incomingServer', 'imap', imap)}${server('outgoingServer', 'smtp', smtp)}</emailProvider></clientConfig>`;
};

/** A leg in one line: its server, where it was found, and whether consent is needed. */
export const brief = (leg: Discovery['imap']): string =>
  leg.state === 'found'
    ? `${leg.server.host} ${leg.server.port} ${leg.server.security} by ${leg.source}${leg.consent ? ', with consent' : ''}`
    : leg.state;

/** How it went with one source: its state, and the code where there is one. */
export const reportOf = ({ sources }: Discovery, source: Discovery['sources'][number]['source']): string => {
  const found = sources.find((report) => report.source === source);
  return [found?.state, found?.detail].filter(Boolean).join(' ');
};
