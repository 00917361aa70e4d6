import { parseArgs } from 'node:util';
import { assembleDiscovery } from '../../main/assemble-discovery.ts';
import { exitCode, UsageError, type Command } from '../command.ts';
import { describeDiscovery } from '../describe-discovery.ts';
import { discoverOptions, toDiscoverOverrides } from '../discover-options.ts';

const options = { ...discoverOptions, json: { type: 'boolean' }, 'allow-http': { type: 'boolean', default: false } } as const;

/** Finds the servers of an address, stores nothing, and prints what was found. */
export const discover: Command = {
  summary: 'finds the mail servers of an address, without a password; exit 0 found, 1 nothing found or no lookup possible, 2 bad input',
  usage: 'ADDRESS [--json] [--allow-http] [--resolver HOST:PORT] [--base-url SOURCE=URL] [--ca FILE]',
  async run(args) {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    const [address, ...rest] = positionals;
    if (address === undefined || rest.length > 0) throw new UsageError('one address is needed');
    const findServers = assembleDiscovery(toDiscoverOverrides(values));
    const stop = new AbortController();
    process.once('SIGINT', () => stop.abort());
    const discovery = await findServers({ address, allowHttp: values['allow-http'] }, stop.signal);
    if (!discovery) throw new UsageError('that is not an address with a domain');
    console.log(values.json ? JSON.stringify(discovery, null, 2) : describeDiscovery(discovery));
    return discovery.smtp.state === 'unknown' && discovery.imap.state === 'unknown' ? exitCode.failed : exitCode.ok;
  },
};
