/** Whom a provider vouches for: names of one account, the one for the mail server's user field first. */
export interface Identity {
  username: string;
  names: readonly string[];
}

interface Claims {
  preferred_username?: unknown;
  email?: unknown;
  email_verified?: unknown;
  upn?: unknown;
}

/** A name as it goes into one line of a protocol. */
const isName = (value: unknown): value is string => typeof value === 'string' && /^[^\p{Cc}\p{Cs}]{1,320}$/u.test(value);

/**
 * The account of an id_token that came over the back channel. The sign-in name goes first where it looks like one: Exchange wants it, also
 * where it is not the address. An e-mail that the provider says is not verified is anybody's claim.
 */
export const identityOf = (claims: Claims | undefined): Identity | null => {
  if (!claims) return null;
  const { preferred_username: preferred, upn, email, email_verified: verified } = claims;
  const isVouched = verified !== false && verified !== 'false';
  const names = [preferred, upn, isVouched ? email : undefined].filter(isName).filter((name) => name.includes('@'));
  const [username] = names;
  return username === undefined ? null : { username, names: [...new Set(names)] };
};

/** Which of the vouched names is the address that was typed, letter case aside; undefined where none is. */
export const nameOfAddress = ({ names }: Identity, address: string): string | undefined =>
  names.find((name) => name.toLowerCase() === address.toLowerCase());
