import { isIP } from 'node:net';
import { domainToUnicode } from 'node:url';
import { toAsciiHost } from '../net/address/to-ascii-host.ts';

const isAscii = (text: string): boolean => /^[\x20-\x7e]*$/.test(text);
const split = (address: string): [local: string, domain: string] => {
  const at = address.lastIndexOf('@');
  return [address.slice(0, at), address.slice(at + 1)];
};

/** Only a server with SMTPUTF8 (RFC 6531) can carry an address whose local part is not ASCII; a domain has an ASCII form. */
export const needsSmtpUtf8 = (address: string): boolean => !isAscii(split(address)[0]);

/** The domain as name servers know it, whatever width and case it was typed in (UTS 46, RFC 5891); undefined where it is none. */
const toAsciiDomain = (domain: string): string | undefined => {
  if (isAscii(domain)) return domain;
  const ascii = toAsciiHost(domain);
  return ascii === '' || isIP(ascii) ? undefined : ascii;
};

/**
 * An address as it stands in MAIL FROM and RCPT TO: the domain in its ASCII form, or, where the local part needs SMTPUTF8 anyway,
 * in its own script. Undefined where its domain can be written in neither. What it gives stays as it is when it is given again.
 */
export const toEnvelopeAddress = (address: string): string | undefined => {
  const [local, domain] = split(address);
  const ascii = toAsciiDomain(domain);
  return ascii && `${local}@${needsSmtpUtf8(address) ? domainToUnicode(ascii) || ascii : ascii}`;
};
