import { isIP } from 'node:net';
import { toAsciiHost } from '../net/address/to-ascii-host.ts';

/** An address taken apart for discovery. */
export interface MailAddress {
  /** As it was typed. */
  address: string;
  /** Before the last `@`, quotes and all. */
  localPart: string;
  /** Lower case, A-labels (RFC 5890), without a trailing dot: what is asked for on the network. */
  domain: string;
}

/** The domain as it is asked for on the network, or undefined where it is none: one label, an IP address, an empty label. */
export const parseDomain = (text: string): string | undefined => {
  const domain = toAsciiHost(text.replace(/\.$/, ''));
  return /^(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])$/.test(domain) &&
    domain.length <= 253 &&
    isIP(domain) === 0
    ? domain
    : undefined;
};

/** Takes an address apart at its last `@`: a quoted local part may hold others. A lone surrogate could not be asked about. */
export const parseMailAddress = (address: string): MailAddress | undefined => {
  const at = address.lastIndexOf('@');
  const domain = at > 0 && address.isWellFormed() ? parseDomain(address.slice(at + 1)) : undefined;
  return domain === undefined ? undefined : { address, localPart: address.slice(0, at), domain };
};
