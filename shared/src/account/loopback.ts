const octet = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)';
const loopback = new RegExp(`^(?:127(?:\\.${octet}){3}|::1)$`);

/** Whether a host as typed is an address of this computer alone: 127.0.0.0/8 or `::1`, never a name, which could lead anywhere. */
export const isLoopbackAddress = (host: string): boolean => loopback.test(host);
