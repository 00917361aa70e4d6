import type { SaslExchange } from './sasl-exchange.ts';
import { createHmac } from 'node:crypto';
import type { Secret } from '@kurrier/shared/secret';
import { codeError } from '../net/protocol-error.ts';
import { readTokenRefusal } from './token-refusal.ts';
import { createScramSha256 } from './scram.ts';

/** Who signs in, and with what: a password, or an OAuth access token. */
export type Credentials = { username: string; password: Secret } | { username: string; accessToken: Secret };

type CreateExchange = (username: string, secret: string) => SaslExchange;

const createPlain: CreateExchange = (username, password) => {
  const message = Buffer.from(`\0${username}\0${password}`);
  return { mechanism: 'PLAIN', initial: message, respond: () => message };
};

const createLogin: CreateExchange = (username, password) => {
  const answers = [username, password];
  return { mechanism: 'LOGIN', initial: undefined, respond: () => Buffer.from(answers.shift() ?? '') };
};

/** RFC 2195. */
const createCramMd5: CreateExchange = (username, password) => ({
  mechanism: 'CRAM-MD5',
  initial: undefined,
  respond: (challenge) => Buffer.from(`${username} ${createHmac('md5', password).update(challenge).digest('hex')}`),
});

/** Google's and Microsoft's form; an error comes as a challenge, which an empty answer ends. */
const createXoauth2: CreateExchange = (username, token) =>
  createTokenExchange('XOAUTH2', `user=${username}\u0001auth=Bearer ${token}\u0001\u0001`, '');

/** RFC 7628 §3.1; `=` and `,` are escaped in the name (RFC 5801 §4). An error challenge is answered with ^A. */
const createOauthBearer: CreateExchange = (username, token) => {
  const name = username.replaceAll('=', '=3D').replaceAll(',', '=2C');
  return createTokenExchange('OAUTHBEARER', `n,a=${name},\u0001auth=Bearer ${token}\u0001\u0001`, '\u0001');
};

/** One message; a challenge after it can only be the server's error, which has to be answered before it says no. */
const createTokenExchange = (mechanism: string, initial: string, farewell: string): SaslExchange => {
  let refusal: string | undefined;
  return {
    mechanism,
    initial: Buffer.from(initial),
    respond(challenge) {
      refusal ??= readTokenRefusal(challenge);
      return Buffer.from(farewell);
    },
    tokenRefusal: () => refusal,
  };
};

/**
 * Under TLS the mechanism with the fewest round trips comes first; without TLS those that do not show the password.
 * CRAM-MD5 under TLS is the last: servers that offer it often have no password to check it with.
 */
const passwordMechanisms: Record<'encrypted' | 'cleartext', readonly (readonly [string, CreateExchange])[]> = {
  encrypted: [
    ['PLAIN', createPlain],
    ['LOGIN', createLogin],
    ['SCRAM-SHA-256', createScramSha256],
    ['CRAM-MD5', createCramMd5],
  ],
  cleartext: [
    ['SCRAM-SHA-256', createScramSha256],
    ['CRAM-MD5', createCramMd5],
    ['PLAIN', createPlain],
    ['LOGIN', createLogin],
  ],
};

const tokenMechanisms = [
  ['OAUTHBEARER', createOauthBearer],
  ['XOAUTH2', createXoauth2],
] as const satisfies readonly (readonly [string, CreateExchange])[];

/**
 * The exchanges that fit the credentials and are offered, the best one first. `offered` is in capitals. Throws `TOKEN_NEEDS_TLS` for a token
 * on a connection without TLS, whatever the account allows: whoever reads it on the way has the mailbox (RFC 6750 §5.3, RFC 7628 §4).
 */
export const chooseExchanges = (
  offered: ReadonlySet<string>,
  credentials: Credentials,
  { encrypted }: { encrypted: boolean },
): (() => SaslExchange)[] => {
  if (!encrypted && 'accessToken' in credentials) throw codeError('TOKEN_NEEDS_TLS', { stage: 'sign-in' });
  const [known, secret] =
    'password' in credentials
      ? [passwordMechanisms[encrypted ? 'encrypted' : 'cleartext'], credentials.password]
      : [tokenMechanisms, credentials.accessToken];
  return known
    .filter(([name]) => offered.has(name))
    .map(
      ([, create]) =>
        () =>
          create(credentials.username, secret.reveal()),
    );
};

/**
 * The exchange that is probably offered, for those who do not wait to be told: PLAIN, or with a token what was offered before TLS, else
 * XOAUTH2, which every large provider has.
 */
export const guessExchange = (credentials: Credentials, offeredBefore: ReadonlySet<string>): SaslExchange => {
  const { username } = credentials;
  if ('password' in credentials) return createPlain(username, credentials.password.reveal());
  const create = offeredBefore.has('OAUTHBEARER') ? createOauthBearer : createXoauth2;
  return create(username, credentials.accessToken.reveal());
};
