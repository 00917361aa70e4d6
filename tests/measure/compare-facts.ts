import { providers } from '../../shared/src/providers.ts';
import type { Provider } from '../../shared/src/providers/provider.ts';
import { ispdb } from '../../shared/src/providers/evidence.ts';
import type { DatabaseFile, Entry } from './read-ispdb.ts';

const modes: Record<string, string> = { SSL: 'implicit-tls', STARTTLS: 'starttls', plain: 'cleartext' };

/**
 * How many of the built-in providers name Thunderbird's database as the only support of their servers, and which of those servers are not
 * there.
 */
export const compareFacts = (byDomain: ReadonlyMap<string, DatabaseFile>): { compared: number; differences: string[] } => {
  const cited = providers.flatMap((provider) => {
    const { sources = [] } = provider.lookedUp.servers ?? {};
    const file = sources.length === 1 ? [...byDomain].find(([domain]) => ispdb(domain) === sources[0])?.[1] : undefined;
    return file ? [{ provider, file }] : [];
  });
  return { compared: cited.length, differences: cited.flatMap(({ provider, file }) => differ(provider, file)) };
};

const differ = (provider: Provider, file: DatabaseFile): string[] => {
  const [domain = ''] = provider.domains?.split(' ') ?? file.domains;
  const fill = (host: string) => host.replace('{domain}', domain).replace('%EMAILDOMAIN%', domain);
  return (['imap', 'smtp'] as const).flatMap((leg) =>
    (provider[leg] ?? [])
      .filter(({ host, port, security, login }) => {
        const isSame = (entry: Entry) =>
          fill(entry.host) === fill(host) &&
          entry.port === port &&
          modes[entry.socketType] === security &&
          (entry.username === '%EMAILLOCALPART%') === (login === 'local-part');
        return !file[leg].some(isSame);
      })
      .map(({ host, port }) => `${provider.id}: ${leg} ${host}:${port} is not in the database`),
  );
};
