import type { SaslExchange } from './sasl-exchange.ts';
import { createHmac } from 'node:crypto';
import type { Secret } from '@kurrier/shared/secret';
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
const createXoauth2: CreateExchange = (username, token) => ({
  mechanism: 'XOAUTH2',
  initial: Buffer.from(`user=${username}\u0001auth=Bearer ${token}\u0001\u0001`),
  respond: () => Buffer.alloc(0),
});

/** RFC 7628 §3.1; `=` and `,` are escaped in the name (RFC 5801 §4). An error challenge is answered with ^A. */
const createOauthBearer: CreateExchange = (username, token) => ({
  mechanism: 'OAUTHBEARER',
  initial: Buffer.from(`n,a=${username.replaceAll('=', '=3D').replaceAll(',', '=2C')},\u0001auth=Bearer ${token}\u0001\u0001`),
  respond: () => Buffer.from('\u0001'),
});

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

/** The exchanges that fit the credentials and are offered, the best one first. `offered` is in capitals. */
export const chooseExchanges = (
  offered: ReadonlySet<string>,
  credentials: Credentials,
  { encrypted }: { encrypted: boolean },
): (() => SaslExchange)[] => {
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

/** The PLAIN exchange, for those who know that it is there. */
export const createPlainExchange = (username: string, password: Secret): SaslExchange => createPlain(username, password.reveal());
