import type { ProviderRef } from '@kurrier/shared/api/oauth';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import type { Endpoints, OpenProvider } from '@kurrier/shared/oauth/sign-in-provider';
import { issuerOf, signInProvider, signInProviderOfIssuer } from '@kurrier/shared/oauth/sign-in-providers';

/** Whom a sign-in is at: a known provider with its facts, or the issuer of an own domain. */
export interface SignInTarget {
  /** Under which its client ids are kept: the provider's id, or the issuer. */
  key: string;
  name: string;
  /** Null while nobody has said which tenant. */
  issuer: string | null;
  provider: OpenProvider | null;
  endpoints: Endpoints | null;
}

/** Who is meant. An issuer that belongs to a known provider is that provider, with all that is known of it. */
export const findTarget = (of: ProviderRef, tenant?: string): Outcome<SignInTarget, 'unknown-provider' | 'closed'> => {
  const known = 'provider' in of ? signInProvider(of.provider) : signInProviderOfIssuer(of.issuer);
  if (known?.state === 'closed') return fail('closed');
  if (known) {
    const { id: key, name, endpoints = null } = known;
    return succeed({ key, name, issuer: issuerOf(known, tenant), provider: known, endpoints });
  }
  if ('provider' in of) return fail('unknown-provider');
  const url = URL.parse(of.issuer);
  if (!url || url.protocol !== 'https:' || url.username !== '' || url.hash !== '' || url.search !== '') return fail('unknown-provider');
  return succeed({ key: of.issuer, name: url.host, issuer: of.issuer, provider: null, endpoints: null });
};

/** The host that people know it by, for failures. */
export const hostOfTarget = ({ issuer, provider }: Pick<SignInTarget, 'issuer' | 'provider'>): string =>
  URL.parse(issuer ?? provider?.issuer.replace('{tenant}', 'common') ?? '')?.host ?? 'the provider';
