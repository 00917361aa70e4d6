import type { Leg } from '@kurrier/shared/account/connection';
import type { OpenProvider } from '@kurrier/shared/oauth/sign-in-provider';

/** The scopes of an own domain's provider (draft-ietf-mailmaint-oauth-public §4), unless its metadata name others. */
const publicMailScope = 'urn:ietf:params:oauth:scope:mail';

/** What to ask for, each scope once. */
export const scopesFor = ({ scopes }: Pick<OpenProvider, 'scopes'>, legs: readonly Leg[]): string[] => [
  ...new Set([...scopes.every, ...legs.flatMap((leg) => scopes[leg])]),
];

/**
 * What to ask of an issuer that is not known: those of its scopes that are about mail, an identity, and access that outlives the session.
 * Metadata without a list leave the choice to the draft.
 */
export const scopesOfIssuer = (supported: readonly string[] | undefined): OpenProvider['scopes'] => {
  const offered = new Set(supported ?? ['openid', 'email', 'offline_access', publicMailScope]);
  const every = ['openid', 'email', 'profile', 'offline_access'].filter((scope) => offered.has(scope));
  const mail = [publicMailScope, 'mail', 'imap', 'smtp'].filter((scope) => offered.has(scope));
  const forLeg = (leg: Leg) => (mail.some((scope) => scope === leg) ? [leg] : mail.filter((scope) => scope !== 'imap' && scope !== 'smtp'));
  return { every, smtp: forLeg('smtp'), imap: forLeg('imap') };
};

/**
 * The scopes of mail that were asked for and not given; none where the provider does not say what it gave (RFC 6749 §5.1: as asked).
 * Microsoft writes them with other letters and hosts.
 */
export const missingScopes = (asked: readonly string[], identity: readonly string[], given: string | undefined): string[] => {
  if (given === undefined || given.trim() === '') return [];
  const has = new Set(given.toLowerCase().split(/\s+/).map(lastPart));
  return asked.filter((scope) => !identity.includes(scope) && !has.has(lastPart(scope.toLowerCase())));
};

/** `https://outlook.office.com/SMTP.Send` and `SMTP.Send` are one permission; an address that ends in a slash is one as it is. */
const lastPart = (scope: string): string =>
  scope.startsWith('https://') && !scope.endsWith('/') ? scope.slice(scope.lastIndexOf('/') + 1) : scope;
