import { codeError, replyError } from '../net/protocol-error.ts';
import { judgeReply } from './reply-codes.ts';
import { chooseExchanges, type Credentials } from '../sasl/choose-exchanges.ts';
import { createIssuerQuestion } from '../sasl/issuer-question.ts';
import type { SaslExchange } from '../sasl/sasl-exchange.ts';
import type { SmtpConnection } from './smtp-connection.ts';
import type { SmtpReply } from './smtp-reply.ts';

/** A server that goes on asking is stopped. */
const maxChallenges = 8;

/**
 * Signs in with the best mechanism that is offered (RFC 4954), and says which one it was. The password is tried once: another mechanism, or
 * the same one without an initial response, follows only where the server said that it does not understand the first, so that nothing was
 * judged.
 */
export const signInSmtp = async (
  connection: SmtpConnection,
  credentials: Credentials,
  { encrypted }: { encrypted: boolean },
): Promise<string> => {
  const offered = connection.authMechanisms;
  const exchanges = chooseExchanges(new Set(offered), credentials, { encrypted });
  if (!offered) throw codeError('AUTH_NOT_OFFERED');
  // What is offered tells a server that takes only tokens from one that takes something rarer.
  if (exchanges.length === 0) throw codeError('NO_COMMON_MECHANISM', { reply: { text: `250 AUTH ${offered.join(' ')}` } });
  for (const create of exchanges) {
    let exchange = create();
    let reply = await authenticate(connection, exchange, true);
    if ((reply.replyCode === 501 || reply.replyCode === 500) && exchange.initial && isSyntaxComplaint(reply)) {
      exchange = create();
      reply = await authenticate(connection, exchange, false);
    }
    const meaning = judgeReply('AUTH', reply);
    if (meaning === 'yes') {
      exchange.finish?.();
      return exchange.mechanism;
    }
    if (meaning === 'unexpected') throw codeError('OUT_OF_STEP', { reply });
    if (reply.replyCode !== 504 || create === exchanges.at(-1))
      throw replyError(reply, { error: { command: `AUTH ${exchange.mechanism}`, tokenRefusal: exchange.tokenRefusal?.() } });
  }
  throw codeError('NO_COMMON_MECHANISM');
};

/** Whether a server takes tokens, and who issues them, where it may be asked that and says so. */
export const askSmtpIssuer = async (
  connection: SmtpConnection,
  target: { host: string; port: number } | null,
): Promise<{ takesTokens: boolean; issuer?: string | undefined }> => {
  const offered = connection.authMechanisms ?? [];
  if (!offered.includes('OAUTHBEARER') || !target) return { takesTokens: offered.includes('OAUTHBEARER') || offered.includes('XOAUTH2') };
  const question = createIssuerQuestion(target);
  await authenticate(connection, question, true);
  return { takesTokens: true, issuer: question.issuer() };
};

/** 500 and 501 also come with words about the password, and then it was judged. */
const isSyntaxComplaint = ({ text }: SmtpReply): boolean => /syntax|argument|parameter|too long|unrecogni[sz]ed|5\.5\.[0-4]/i.test(text);

const authenticate = async (connection: SmtpConnection, exchange: SaslExchange, withInitial: boolean): Promise<SmtpReply> => {
  const { mechanism, initial } = exchange;
  // RFC 4954 §4: an empty initial response is written as `=`.
  const suffix = withInitial && initial ? ` ${initial.toString('base64') || '='}` : '';
  let reply = await connection.command(`AUTH ${mechanism}${suffix}`);
  let initialIsDue = initial !== undefined && suffix === '';
  for (let challenges = 0; reply.replyCode === 334; challenges++) {
    if (challenges === maxChallenges) throw codeError('NOT_THE_PROTOCOL');
    const challenge = Buffer.from(reply.lines.at(-1) ?? '', 'base64');
    const response = initialIsDue && initial ? initial : await exchange.respond(challenge);
    initialIsDue = false;
    reply = await connection.command(response.toString('base64'));
  }
  return reply;
};
