import { isIP } from 'node:net';
import { parseArgs } from 'node:util';
import { DiscoverySource } from '@kurrier/shared/discovery';
import { readCaFiles } from '../config.ts';
import { wireDiscover, type DiscoverWishes } from '../wiring-discover.ts';
import { exitCode, UsageError, type Command } from './command.ts';
import { describeDiscovery } from './describe-discovery.ts';

const options = {
  json: { type: 'boolean', default: false },
  'allow-http': { type: 'boolean', default: false },
  resolver: { type: 'string' },
  'base-url': { type: 'string', multiple: true, default: [] as string[] },
  ca: { type: 'string', multiple: true, default: [] as string[] },
} as const;

/** Finds the servers of an address. Exit code 1 where neither leg was found. */
export const discover: Command = {
  summary: 'find the mail servers of an address, without a password',
  usage: 'ADDRESS [--json] [--allow-http] [--resolver HOST:PORT] [--base-url SOURCE=URL]… [--ca FILE]…',
  async run(args) {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    const [address, ...rest] = positionals;
    if (address === undefined || rest.length > 0) throw new UsageError('one address is needed');
    const findServers = wireDiscover(readWishes(values));
    const discovery = await findServers({ address, allowHttp: values['allow-http'] });
    if (!discovery) throw new UsageError('that is not an address with a domain');
    console.log(values.json ? JSON.stringify(discovery, null, 2) : describeDiscovery(discovery));
    return discovery.smtp.state === 'found' || discovery.imap.state === 'found' ? exitCode.ok : exitCode.failed;
  },
};

/** Reads the options that point discovery elsewhere; `doctor` has them too. */
export const readWishes = (values: { resolver?: string | undefined; 'base-url': string[]; ca: string[] }): DiscoverWishes => ({
  ...(values.resolver !== undefined && { resolver: readResolver(values.resolver) }),
  baseUrls: Object.fromEntries(values['base-url'].map(readBaseUrl)),
  ca: readCaFiles(values.ca),
});

/** `192.0.2.1:53`, `[2001:db8::1]:53`, or an address alone; the resolver itself cannot be looked up. */
const readResolver = (text: string): string => {
  const host = /^\[(.+)\](?::\d+)?$/.exec(text)?.[1] ?? (isIP(text) ? text : text.replace(/:\d+$/, ''));
  if (!isIP(host === 'localhost' ? '127.0.0.1' : host)) throw new UsageError(`--resolver ${text}: an IP address with a port is needed`);
  return text.replace(/^localhost/, '127.0.0.1');
};

const readBaseUrl = (text: string): [DiscoverySource, string] => {
  const at = text.indexOf('=');
  const source = DiscoverySource.safeParse(text.slice(0, at));
  const url = text.slice(at + 1);
  if (!source.success || !URL.canParse(url.replaceAll('{domain}', 'domain.example')))
    throw new UsageError(`--base-url ${text}: SOURCE=URL is needed, SOURCE being one of ${DiscoverySource.options.join(', ')}`);
  return [source.data, url];
};
