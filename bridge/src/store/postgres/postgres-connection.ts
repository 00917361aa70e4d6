import { isLoopbackHost } from '@kurrier/shared/account/loopback-host';

/**
 * TLS with a checked certificate, unless the address itself says `sslmode=disable`, or the server is on this computer and TLS not demanded. No
 * other parameter of it is used: the client would let it name another server, or put aside TLS and deadlines.
 */
export const connectionOf = (uri: string, ca: readonly string[] | undefined) => {
  const url = new URL(uri);
  const mode = url.searchParams.get('sslmode');
  const isOff = mode === 'disable';
  const isDemanded = mode === 'require' || mode === 'verify-ca' || mode === 'verify-full';
  url.search = '';
  return {
    connectionString: url.href,
    ssl: isOff || (isLoopbackHost(url.hostname) && !isDemanded) ? false : { rejectUnauthorized: true, ...(ca && { ca: [...ca] }) },
  };
};
