import { legs, type Leg } from '@kurrier/shared/account/connection';
import type { Discovery } from '@kurrier/shared/discovery/discovery';
import { protectedResourceUrl, readProtectedResource } from './sources/read-issuer.ts';
import type { DiscoverDeps, TokensTold } from './source-contract.ts';

type Found = Pick<Discovery, 'provider' | 'oauthIssuer' | 'smtp' | 'imap'>;
type Deps = Pick<DiscoverDeps, 'fetchDocument' | 'askTokens'>;

const issuerMs = 1500;

/**
 * Whose tokens the servers take, where no source said it: their own metadata (RFC 9728), else what they say to an empty token (RFC 7628).
 * A server that DNS names outside of the domain is not asked before the person agreed to it. Legs that take tokens of a known issuer say
 * so from then on.
 */
export const findIssuer = async <Combined extends Found>(found: Combined, deps: Deps, signal: AbortSignal): Promise<Combined> => {
  if (found.oauthIssuer !== undefined || found.provider?.id !== undefined) return found;
  const soon = AbortSignal.any([signal, AbortSignal.timeout(issuerMs)]);
  const told = await Promise.all(legs.map(async (leg) => [leg, await askLeg(leg, found, deps, soon)] as const));
  const issuer = told.map(([, { issuer: named }]) => named).find((named) => named !== undefined);
  if (issuer === undefined) return found;
  const withToken = told.filter(([, { takesTokens }]) => takesTokens).map(([leg]) => [leg, takingTokens(found[leg])]);
  return { ...found, oauthIssuer: issuer, ...Object.fromEntries(withToken) };
};

const takingTokens = (leg: Discovery[Leg]): Discovery[Leg] =>
  leg.state === 'found' ? { ...leg, server: { ...leg.server, oauth2: true } } : leg;

const askLeg = async (leg: Leg, found: Found, deps: Deps, signal: AbortSignal): Promise<TokensTold> => {
  const of = found[leg];
  if (of.state !== 'found') return { takesTokens: false };
  const { host, port, security, oauth2 } = of.server;
  if (oauth2) {
    const published = await askMetadata(host, deps, signal);
    if (published !== undefined) return { takesTokens: true, issuer: published };
  }
  const isVouched = !of.consent && of.source !== 'local-server' && security !== 'cleartext';
  const told = isVouched ? await deps.askTokens({ leg, host, port }, signal) : { takesTokens: false };
  if (!told.takesTokens || told.issuer !== undefined || oauth2) return { ...told, takesTokens: told.takesTokens || oauth2 };
  return { takesTokens: true, issuer: await askMetadata(host, deps, signal) };
};

const askMetadata = async (host: string, { fetchDocument }: Deps, signal: AbortSignal): Promise<string | undefined> => {
  const fetched = await fetchDocument({ url: protectedResourceUrl(host) }, signal);
  return fetched.ok ? readProtectedResource(fetched.value.body, host) : undefined;
};
