import { lookup, reverse } from 'node:dns/promises';
import { isIP } from 'node:net';
import { isLoopback } from './network-host.ts';
import { asProtocolError, codeError } from '../protocol-error.ts';

/** Addresses of a host, in the order in which the system prefers them. */
export type LookUp = (host: string) => Promise<string[]>;

/** Asks the system's resolver for both families at once; an address is its own answer. */
export const lookUpAddresses: LookUp = async (host) =>
  isIP(host) ? [host] : (await lookup(host, { all: true, order: 'verbatim' })).map(({ address }) => address);

/** Names that the owner of an address gives it; often what the provider's certificate is really for. */
export type NameAddress = (address: string) => Promise<string[]>;

/** Asks DNS (PTR records); this computer's own addresses have no name outside. */
export const nameAddress: NameAddress = async (address) => (isLoopback(address) ? [] : reverse(address));

/** Looks a name up under a signal: the resolver itself cannot be cancelled, but nobody has to wait for it. */
export const lookUpWithin = async (lookUp: LookUp, host: string, signal: AbortSignal): Promise<string[]> => {
  if (host === '') throw codeError('EBADNAME');
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(signal.reason as Error);
  signal.addEventListener('abort', onAbort);
  try {
    const addresses = await Promise.race([lookUp(host), aborted]);
    if (addresses.length === 0) throw codeError('ENODATA');
    return interleaveFamilies(addresses);
  } catch (error) {
    throw asProtocolError(error);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
};

/** Alternates the families, beginning with the preferred one (RFC 8305 §4), so that one dead family delays by one step only. */
export const interleaveFamilies = (addresses: readonly string[]): string[] => {
  const first = isIP(addresses[0] ?? '');
  const preferred = addresses.filter((address) => isIP(address) === first);
  const others = addresses.filter((address) => isIP(address) !== first);
  return preferred.flatMap((address, i) => (i < others.length ? [address, others[i]!] : [address])).concat(others.slice(preferred.length));
};
