import * as z from 'zod/mini';
import { parseRemoteHost } from '../../net/address/remote-host-rules.ts';

/** RFC 9728 §3.2: what a mail server says about who issues its tokens. */
const ProtectedResource = z.object({ resource: z.string(), authorization_servers: z.array(z.string()).check(z.minLength(1)) });

/** Where a mail server publishes that. */
export const protectedResourceUrl = (host: string): URL => new URL(`https://${host}/.well-known/oauth-protected-resource`);

/** An issuer as a remote source names it, as an https address or as a bare host; undefined for what a sign-in must not be sent to. */
export const readIssuer = (text: string | undefined): string | undefined => {
  if (text === undefined || text.length > 500) return undefined;
  const url = URL.parse(text.includes('://') ? text : `https://${text}`);
  if (url?.protocol !== 'https:' || url.username !== '' || url.search !== '' || url.hash !== '') return undefined;
  if (!('host' in parseRemoteHost(url.hostname))) return undefined;
  // An issuer is compared byte for byte (RFC 8414 §3.3): nothing is added to it but the scheme.
  return text.includes('://') ? text : `https://${text}`;
};

/** The first issuer of a protected resource's metadata, which have to be about this host. */
export const readProtectedResource = (body: Buffer, host: string): string | undefined => {
  try {
    const { data } = ProtectedResource.safeParse(JSON.parse(body.toString('utf8')));
    return data && URL.parse(data.resource)?.hostname === host ? readIssuer(data.authorization_servers[0]) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};
