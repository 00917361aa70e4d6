import { lookup, Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { DnsClient } from '../source-contract.ts';
import { createLookUpInHosts, type LookUpInHosts } from './hosts-file.ts';
import { until } from '../../async/until-aborted.ts';

/** How long the addresses of a host are remembered: one search asks for the same few names many times over. */
const rememberMs = 10_000;

/** Codes that say that there is no such name or record, as opposed to a lookup that failed. */
const absent = new Set(['ENOTFOUND', 'ENODATA']);

/** A lookup of a name's addresses, and how many wait for it. */
interface AddressLookup {
  resolver: Resolver;
  found: Promise<string[] | undefined>;
  isOver: boolean;
  waiting: number;
}

/**
 * A DNS client over the system's resolver, or over `server` (`192.0.2.1:53`, `[2001:db8::1]:53`), which then answers for host names too;
 * without one, the system's hosts file counts. A lookup that nobody waits for any more is cancelled. None of them takes one of the few
 * threads of `getaddrinfo`, where a dead name keeps the lookups of the whole process waiting.
 */
export const createDnsClient = (server?: string, lookUpInHosts: LookUpInHosts = createLookUpInHosts()): DnsClient => {
  const createResolver = (): Resolver => {
    // The first repetition comes before a search gives the name up.
    const resolver = new Resolver({ timeout: 700, tries: 3 });
    if (server !== undefined) resolver.setServers([server]);
    return resolver;
  };
  const query = async <Found>(signal: AbortSignal, ask: (resolver: Resolver) => Promise<Found[]>): Promise<Found[] | undefined> => {
    const resolver = createResolver();
    try {
      return await until(signal, () => settle(ask(resolver)));
    } finally {
      resolver.cancel();
    }
  };

  const lookUp = async (resolver: Resolver, name: string): Promise<string[] | undefined> => {
    const here = server === undefined ? await lookUpInHosts(name) : undefined;
    if (here) return here;
    let isRefused = false;
    const note = (code: string) => void (isRefused ||= code === 'ECONNREFUSED');
    const families = await Promise.all([settle(resolver.resolve4(name), note), settle(resolver.resolve6(name), note)]);
    if (families.some((family) => family !== undefined)) return families.flatMap((family) => family ?? []);
    // Where no DNS server takes questions, the system may have another way to names.
    if (server !== undefined || !isRefused) return undefined;
    return settle(lookup(name, { all: true }).then((found) => found.map(({ address }) => address)));
  };

  const lookups = new Map<string, AddressLookup>();
  const begin = (name: string): AddressLookup => {
    const resolver = createResolver();
    const begun: AddressLookup = {
      resolver,
      found: lookUp(resolver, name).finally(() => (begun.isOver = true)),
      isOver: false,
      waiting: 0,
    };
    lookups.set(name, begun);
    setTimeout(() => forget(name, begun), rememberMs).unref();
    return begun;
  };
  const forget = (name: string, lookUp: AddressLookup) => void (lookups.get(name) === lookUp && lookups.delete(name));
  const addresses = async (name: string, signal: AbortSignal): Promise<string[] | undefined> => {
    if (signal.aborted) return undefined;
    const lookup = lookups.get(name) ?? begin(name);
    lookup.waiting++;
    try {
      return await until(signal, () => lookup.found);
    } finally {
      lookup.waiting--;
      if (lookup.waiting === 0 && !lookup.isOver) {
        forget(name, lookup);
        lookup.resolver.cancel();
      }
    }
  };

  return {
    srv: (name, signal) => query(signal, (resolver) => resolver.resolveSrv(name)),
    mx: (name, signal) => query(signal, (resolver) => resolver.resolveMx(name)),
    txt: (name, signal) =>
      query(signal, (resolver) => resolver.resolveTxt(name).then((records) => records.map((chunks) => chunks.join('')))),
    ns: (name, signal) => query(signal, (resolver) => resolver.resolveNs(name)),
    addresses: async (name, signal) => (isIP(name) ? [name] : addresses(name.toLowerCase(), signal)),
  };
};

/** No such name and no such record are an empty list, a lookup that failed is undefined. */
const settle = async <Found>(asked: Promise<Found[]>, failsWith?: (code: string) => void): Promise<Found[] | undefined> => {
  try {
    return await asked;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    failsWith?.(code);
    return absent.has(code) ? [] : undefined;
  }
};
