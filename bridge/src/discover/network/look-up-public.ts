import { isIP, type LookupFunction } from 'node:net';
import type { LookUp } from '../../net/address/look-up-addresses.ts';
import { isPrivateAddress } from '../../net/address/remote-host-rules.ts';
import type { DnsClient } from '../source-contract.ts';

/**
 * Looks hosts up with our DNS client and, unless `allowsPrivate`, gives public addresses only: the address that was judged is the one that
 * is connected to. An address is its own answer. Rejects with `ENOTFOUND`, or `EPRIVATE` where only private addresses are left.
 */
export const createLookUp =
  (dns: DnsClient, allowsPrivate: boolean, signal: AbortSignal): LookUp =>
  async (host) => {
    if (isIP(host)) return [host];
    const found = (await dns.addresses(host, signal)) ?? [];
    const usable = allowsPrivate ? found : found.filter((address) => !isPrivateAddress(address));
    if (usable.length > 0) return usable;
    throw Object.assign(new Error(`no usable address for ${host}`), { code: found.length > 0 ? 'EPRIVATE' : 'ENOTFOUND' });
  };

/** The same as a `lookup` for Node's own clients. */
export const createNodeLookup = (dns: DnsClient, allowsPrivate: boolean, signal: AbortSignal): LookupFunction => {
  const lookUp = createLookUp(dns, allowsPrivate, signal);
  return (host, options, callback) => {
    const answer = async () => {
      const usable = await settle(lookUp(host));
      if (usable instanceof Error) return callback(usable, '');
      const addresses = usable.map((address) => ({ address, family: isIP(address) }));
      if (options.all) callback(null, addresses);
      else callback(null, addresses[0]!.address, addresses[0]!.family);
    };
    void answer();
  };
};

const settle = async (found: Promise<string[]>): Promise<string[] | Error> => {
  try {
    return await found;
  } catch (error) {
    return error instanceof Error ? error : new Error('the lookup failed', { cause: error });
  }
};
