import type { ImapConnection } from './imap-connection.ts';
import type { ImapReply } from './grammar/response.ts';
import { codeError, replyError } from '../net/protocol-error.ts';
import { createIssuerQuestion } from '../sasl/issuer-question.ts';
import { type SaslExchange } from '../sasl/sasl-exchange.ts';
import { chooseExchanges, guessExchange, type Credentials } from '../sasl/choose-exchanges.ts';

/** How the sign-in went: with which mechanism, and what the server said. */
export interface ImapSignIn {
  mechanism: string;
  reply: ImapReply;
}

/**
 * Signs in with the best mechanism that is offered, in the fewest round trips. The password is tried once: another way follows only where
 * the server did not understand the first, so that nothing was judged. `before`: its capabilities before TLS; with SASL-IR among them the
 * question for those of now and the sign-in go in one flight.
 */
export const signInImap = async (
  connection: ImapConnection,
  credentials: Credentials,
  { encrypted, before }: { encrypted: boolean; before: ReadonlySet<string> | undefined },
): Promise<ImapSignIn> => {
  if (!connection.capabilities && before?.has('SASL-IR') && encrypted) {
    const guess = guessExchange(credentials, mechanismsOf(before));
    const [, reply] = await Promise.all([connection.command('CAPABILITY'), authenticate(connection, guess, true)]);
    if (reply.status === 'OK') return { mechanism: guess.mechanism, reply };
    if (hasMechanism(connection, guess.mechanism) && !isNotUnderstood(reply)) throw refusal(guess, reply);
  } else if (!connection.capabilities) await learnCapabilities(connection);

  const capabilities: ReadonlySet<string> = connection.capabilities ?? new Set();
  const offered = mechanismsOf(capabilities);
  const [create] = chooseExchanges(offered, credentials, { encrypted });
  if (!create) return signInByLogin(connection, credentials, { encrypted, offered });

  const exchange = create();
  const withInitial = capabilities.has('SASL-IR') && exchange.initial !== undefined;
  let reply = await authenticate(connection, exchange, withInitial);
  // Coremail (126, 163) offers SASL-IR and does not take it.
  if (withInitial && isNotUnderstood(reply)) reply = await authenticate(connection, create(), false);
  if (reply.status !== 'OK') throw refusal(exchange, reply);
  exchange.finish?.();
  return { mechanism: exchange.mechanism, reply };
};

/** Asks for the capabilities where the greeting did not tell them. */
export const learnCapabilities = async (connection: ImapConnection): Promise<void> => {
  if (connection.capabilities) return;
  const reply = await connection.command('CAPABILITY');
  if (reply.status !== 'OK') throw replyError(reply, { stage: 'capabilities' });
};

/** Whether a server takes tokens, and who issues them, where it may be asked that and says so. */
export const askImapIssuer = async (
  connection: ImapConnection,
  target: { host: string; port: number } | null,
): Promise<{ takesTokens: boolean; issuer?: string | undefined }> => {
  const offered = mechanismsOf(connection.capabilities ?? new Set());
  if (!offered.has('OAUTHBEARER') || !target) return { takesTokens: offered.has('OAUTHBEARER') || offered.has('XOAUTH2') };
  const question = createIssuerQuestion(target);
  await authenticate(connection, question, connection.capabilities?.has('SASL-IR') ?? false);
  return { takesTokens: true, issuer: question.issuer() };
};

const hasMechanism = ({ capabilities }: ImapConnection, name: string): boolean => capabilities?.has(`AUTH=${name}`) ?? false;

/** BAD is about the command, unless its words are about the sign-in. */
const isNotUnderstood = ({ status, words }: ImapReply): boolean =>
  status === 'BAD' && !/credential|password|authentication failed|login failed|user/i.test(words);

const mechanismsOf = (capabilities: ReadonlySet<string>): Set<string> =>
  new Set([...capabilities].flatMap((name) => (name.startsWith('AUTH=') ? [name.slice(5)] : [])));

const refusal = ({ mechanism, tokenRefusal }: Pick<SaslExchange, 'mechanism' | 'tokenRefusal'>, reply: ImapReply) =>
  replyError(reply, { error: { command: `AUTHENTICATE ${mechanism}`, tokenRefusal: tokenRefusal?.() } });

const signInByLogin = async (
  connection: ImapConnection,
  credentials: Credentials,
  { encrypted, offered }: { encrypted: boolean; offered: ReadonlySet<string> },
): Promise<ImapSignIn> => {
  const isDisabled = connection.capabilities?.has('LOGINDISABLED') ?? false;
  if (isDisabled && !encrypted) throw codeError('LOGIN_DISABLED');
  if (isDisabled || !('password' in credentials)) {
    const text = `* CAPABILITY ${[...(connection.capabilities ?? [])].join(' ')}`;
    throw codeError(offered.size === 0 ? 'AUTH_NOT_OFFERED' : 'NO_COMMON_MECHANISM', { reply: { text } });
  }
  const { username, password } = credentials;
  const reply = await connection.command(['LOGIN ', ...astring(username), ' ', ...astring(password.reveal())]);
  if (reply.status !== 'OK') throw replyError(reply, { error: { command: 'LOGIN' } });
  return { mechanism: 'LOGIN', reply };
};

/** Quoted where it is ASCII, else a literal: quoted strings are seven-bit (RFC 3501 §4.3). */
const astring = (text: string): (string | Uint8Array)[] =>
  /^[\u0020-\u007e]*$/.test(text) ? [`"${text.replaceAll(/[\\"]/g, String.raw`\$&`)}"`] : [Buffer.from(text)];

const authenticate = (connection: ImapConnection, exchange: SaslExchange, withInitial: boolean): Promise<ImapReply> => {
  const { mechanism, initial } = exchange;
  let initialIsDue = initial !== undefined && !withInitial;
  let challenges = 0;
  const suffix = withInitial && initial ? ` ${initial.toString('base64') || '='}` : '';
  return connection.command(`AUTHENTICATE ${mechanism}${suffix}`, {
    async onContinue(challenge) {
      if (++challenges > 8) throw codeError('NOT_THE_PROTOCOL');
      const response = initialIsDue && initial ? initial : await exchange.respond(Buffer.from(challenge, 'base64'));
      initialIsDue = false;
      return response.toString('base64');
    },
  });
};
