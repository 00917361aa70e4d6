import type { OAuthClient } from '@kurrier/shared/oauth/built-in-clients';
import type { SignInTarget } from './provider/sign-in-target.ts';

/**
 * The page where an administrator of Microsoft 365 agrees for everybody, of the client's tenant or else of the address's domain, which is a
 * name of its tenant; undefined at other providers.
 */
export const adminConsentUrlOf = (
  { provider, issuer }: SignInTarget,
  { clientId, tenant }: OAuthClient,
  address: string,
): string | undefined => {
  const host = URL.parse(issuer ?? '')?.origin;
  if (!provider?.id.startsWith('microsoft') || host === undefined) return undefined;
  const directory = tenant ?? address.slice(address.lastIndexOf('@') + 1);
  const url = new URL(`${host}/${encodeURIComponent(directory)}/adminconsent`);
  url.searchParams.set('client_id', clientId);
  return url.href;
};
