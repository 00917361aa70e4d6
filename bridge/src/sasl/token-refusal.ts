import * as z from 'zod/mini';

/** What a server says of a token that it refuses: RFC 7628 §3.2.2, and Google's and Microsoft's form of it. */
const Refusal = z.object({
  status: z.union([z.string(), z.number()]),
  'openid-configuration': z.optional(z.unknown()),
});

const longestRefusal = 4096;

/** The `status` of an error challenge: `invalid_token`, `insufficient_scope`, `401`; undefined for what is no such thing. */
export const readTokenRefusal = (challenge: Buffer): string | undefined => {
  const refusal = read(challenge);
  return refusal && String(refusal.status).slice(0, 40);
};

/**
 * The issuer whose metadata an error challenge names: the address without its well-known part, which stands behind the issuer's path
 * (OpenID Connect Discovery §4) or before it (RFC 8414 §3.1). Whoever asks there has to see that the metadata name the same issuer.
 */
export const readIssuerOfRefusal = (challenge: Buffer): string | undefined => {
  const address = read(challenge)?.['openid-configuration'];
  const url = typeof address === 'string' ? URL.parse(address) : null;
  if (url?.protocol !== 'https:' || url.username !== '' || url.search !== '' || url.hash !== '') return undefined;
  const path = wellKnown.exec(url.pathname)?.groups;
  return path && `${url.origin}${path.before ?? ''}${path.behind ?? ''}`;
};

const wellKnown = /^(?<before>(?:\/[^/]+)*?)\/\.well-known\/(?:openid-configuration|oauth-authorization-server)(?<behind>(?:\/[^/]+)*)$/;

const read = (challenge: Buffer): z.infer<typeof Refusal> | undefined => {
  if (challenge.length === 0 || challenge.length > longestRefusal) return undefined;
  try {
    return Refusal.safeParse(JSON.parse(challenge.toString('utf8'))).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};
