import { lookup, Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { DnsClient } from './ask.ts';
import { until } from './until.ts';

/** How long the addresses of a host are remembered: one search asks for the same few names many times over. */
const rememberMs = 10_000;

/** Codes that say that there is no such name or record, as opposed to a lookup that failed. */
const absent = new Set(['ENOTFOUND', 'ENODATA']);

/**
 * A DNS client over the system's resolver, or over `server` (`192.0.2.1:53`, `[2001:db8::1]:53`), which then answers for host names too.
 * Without one, host addresses come from the system's own lookup, so that its hosts file counts.
 */
export const createDnsClient = (server?: string): DnsClient => {
  const resolver = new Resolver({ timeout: 1500, tries: 2 });
  if (server !== undefined) resolver.setServers([server]);

  const lookUp = async (name: string): Promise<string[] | undefined> => {
    if (server === undefined) return settle(lookup(name, { all: true }).then((found) => found.map(({ address }) => address)));
    const families = await Promise.all([settle(resolver.resolve4(name)), settle(resolver.resolve6(name))]);
    return families.every((family) => family === undefined) ? undefined : families.flatMap((family) => family ?? []);
  };
  const remembered = new Map<string, Promise<string[] | undefined>>();
  const lookUpOnce = (name: string): Promise<string[] | undefined> => {
    const known = remembered.get(name);
    if (known) return known;
    const asked = lookUp(name);
    remembered.set(name, asked);
    setTimeout(() => remembered.delete(name), rememberMs).unref();
    return asked;
  };

  return {
    srv: (name, signal) => until(signal, () => settle(resolver.resolveSrv(name))),
    mx: (name, signal) => until(signal, () => settle(resolver.resolveMx(name))),
    txt: (name, signal) =>
      until(signal, () => settle(resolver.resolveTxt(name).then((records) => records.map((chunks) => chunks.join(''))))),
    ns: (name, signal) => until(signal, () => settle(resolver.resolveNs(name))),
    addresses: async (name, signal) => (isIP(name) ? [name] : until(signal, () => lookUpOnce(name.toLowerCase()))),
  };
};

/** No such name and no such record are an empty list, a lookup that failed is undefined. */
const settle = async <Found>(lookup: Promise<Found[]>): Promise<Found[] | undefined> => {
  try {
    return await lookup;
  } catch (error) {
    return error instanceof Error && 'code' in error && absent.has(String(error.code)) ? [] : undefined;
  }
};
