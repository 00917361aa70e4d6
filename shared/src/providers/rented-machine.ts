/** Ends of the names that hosters and access providers give to the machines and lines of their customers. */
const ends = ['clients.your-server.de', 'vps.ovh.net', 'ip.secureserver.net', 'prod.phx3.secureserver.net', 'comcastbusiness.net'];

/** OVHcloud's older names of virtual and of dedicated machines; its name servers have fewer digits. */
const numbered = /^(?:vps\d+|ns\d{4,})\.ovh\.net$/;

/** An IPv4 address within a name, as in `c-192-0-2-1.hsd1.ca.comcast.net` or `static.1.2.0.192.clients.your-server.de`. */
const holdsAddress = /(?:^|[.-])(?:\d{1,3}[.-]){3}\d{1,3}(?:[.-]|$)/;

/**
 * True for a host (lower case) that stands under a provider's name but is somebody else's machine: whose mail server runs there, the name
 * does not say.
 */
export const isRentedMachine = (host: string): boolean =>
  holdsAddress.test(host) || numbered.test(host) || ends.some((end) => host.endsWith(`.${end}`));
