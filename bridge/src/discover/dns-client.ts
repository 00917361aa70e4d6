import { lookup, Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { DnsClient } from './ask.ts';

/** Codes that say that there is no such name or record, as opposed to a lookup that failed. */
const absent = new Set(['ENOTFOUND', 'ENODATA']);

/**
 * A DNS client over the system's resolver, or over `server` (`192.0.2.1:53`, `[2001:db8::1]:53`), which then answers for host names too.
 * Without one, host addresses come from the system's own lookup, so that its hosts file counts.
 */
export const createDnsClient = (server?: string): DnsClient => {
  const resolver = new Resolver({ timeout: 1500, tries: 2 });
  if (server !== undefined) resolver.setServers([server]);

  const addresses = async (name: string, signal: AbortSignal): Promise<string[] | undefined> => {
    if (isIP(name)) return [name];
    if (server === undefined) return ask(async () => (await lookup(name, { all: true })).map(({ address }) => address), signal);
    const families = await Promise.all([ask(() => resolver.resolve4(name), signal), ask(() => resolver.resolve6(name), signal)]);
    return families.every((family) => family === undefined) ? undefined : families.flatMap((family) => family ?? []);
  };

  return {
    srv: (name, signal) => ask(() => resolver.resolveSrv(name), signal),
    mx: (name, signal) => ask(() => resolver.resolveMx(name), signal),
    txt: (name, signal) => ask(async () => (await resolver.resolveTxt(name)).map((chunks) => chunks.join('')), signal),
    ns: (name, signal) => ask(() => resolver.resolveNs(name), signal),
    addresses,
  };
};

/** A lookup that ends with the signal; c-ares cannot cancel a single query, so its late answer is dropped. */
const ask = async <Record>(query: () => Promise<Record[]>, signal: AbortSignal): Promise<Record[] | undefined> => {
  if (signal.aborted) return undefined;
  const aborted = Promise.withResolvers<undefined>();
  const stop = () => aborted.resolve(undefined);
  signal.addEventListener('abort', stop, { once: true });
  const answered = query().catch((error: NodeJS.ErrnoException) => (absent.has(error.code ?? '') ? [] : undefined));
  try {
    return await Promise.race([answered, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
};
