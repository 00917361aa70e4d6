import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';

/**
 * A typed host as the network wants it: no brackets, no trailing dot, international names in their ASCII form (RFC 5890). Empty when it is
 * no host name.
 */
export const toNetworkHost = (typed: string): string => {
  const host = typed
    .trim()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '');
  return isIP(host) ? host : domainToASCII(host);
};

/** Whether an address is this computer itself (127.0.0.0/8, ::1): the only place where a password may travel unencrypted unasked. */
export const isLoopback = (address: string | undefined): boolean =>
  address !== undefined && (/^(?:::ffff:)?127\.\d+\.\d+\.\d+$/i.test(address) || address === '::1');
