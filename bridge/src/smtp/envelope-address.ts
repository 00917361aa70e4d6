import { domainToASCII } from 'node:url';

const isAscii = (text: string): boolean => /^[\x20-\x7e]*$/.test(text);

/** Only a server with SMTPUTF8 (RFC 6531) can carry an address whose local part is not ASCII; a domain has an ASCII form. */
export const needsSmtpUtf8 = (address: string): boolean => !isAscii(address.slice(0, address.lastIndexOf('@')));

/**
 * An address as it stands in MAIL FROM and RCPT TO: the domain in its ASCII form (RFC 5891), unless the local part needs
 * SMTPUTF8 anyway.
 */
export const toEnvelopeAddress = (address: string): string => {
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1);
  if (isAscii(domain) || needsSmtpUtf8(address)) return address;
  return `${address.slice(0, at)}@${domainToASCII(domain) || domain}`;
};
