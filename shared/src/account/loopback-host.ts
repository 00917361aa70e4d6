const octet = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)';
const loopback = new RegExp(`^(?:127(?:\\.${octet}){3}|::1)$`);

/** Whether a host as typed is an address of this computer alone: 127.0.0.0/8 or `::1`, never a name, which could lead anywhere. */
export const isLoopbackAddress = (host: string): boolean => loopback.test(host);

/**
 * Whether a host as typed can mean nothing but this computer: a loopback address, or `localhost` (RFC 6761 §6.3), whatever it is resolved
 * to.
 */
export const isLoopbackHost = (host: string): boolean => {
  const plain = host.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
  return isLoopbackAddress(plain) || /^(?:.+\.)?localhost$/i.test(plain);
};
