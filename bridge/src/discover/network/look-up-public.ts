import type { LookupFunction } from 'node:net';
import type { DnsClient } from '../source-contract.ts';
import { isPrivateAddress } from '../../net/address/remote-host-rules.ts';

/**
 * A `lookup` for sockets that asks our DNS client and, unless `allowsPrivate`, yields public addresses only: the address that was judged
 * is the one that is connected to. Fails with `ENOTFOUND`, or `EPRIVATE` where only private addresses are left.
 */
export const createLookup =
  (dns: DnsClient, allowsPrivate: boolean, signal: AbortSignal): LookupFunction =>
  (host, options, callback) => {
    const answer = async () => {
      const found = (await dns.addresses(host, signal)) ?? [];
      const usable = allowsPrivate ? found : found.filter((address) => !isPrivateAddress(address));
      if (usable.length === 0) {
        const error: NodeJS.ErrnoException = new Error(`no usable address for ${host}`);
        error.code = found.length > 0 ? 'EPRIVATE' : 'ENOTFOUND';
        callback(error, '');
        return;
      }
      const addresses = usable.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
      if (options.all) callback(null, addresses);
      else callback(null, addresses[0]!.address, addresses[0]!.family);
    };
    void answer();
  };
