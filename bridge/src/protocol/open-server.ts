import { planSecurity } from '@kurrier/shared/connection';
import type { ServerSettings } from '@kurrier/shared/account';
import type { ConnectionSecurity } from '@kurrier/shared/connection';
import type { Certificate } from '@kurrier/shared/failure';
import type { ReplyText } from '../classify/evidence.ts';
import type { Attempt } from './attempt.ts';
import { dial, type DialDeps, type Line } from './dial.ts';
import { requireGoodCertificate, shakeHands, type SecureLine } from './handshake.ts';
import { listenOrOfferTls } from './listen-or-offer-tls.ts';
import { codeError, ProtocolError, replyError } from './protocol-error.ts';
import type { Trust } from './trust.ts';
import { Wire } from './wire.ts';

export interface OpenDeps extends DialDeps {
  trust: Trust;
}

/** What the two protocols do differently between connection and sign-in. */
export interface Dialect<Connection> {
  create(wire: Wire): Connection;
  /** Reads the greeting and returns its text. */
  greet(connection: Connection): Promise<string>;
  /** Finds out what the server offers, where that is not known from the greeting. */
  learnCapabilities(connection: Connection): Promise<string>;
  offersStartTls(connection: Connection): boolean;
  /** Resolves with the server's consent or its refusal. */
  startTls(connection: Connection): Promise<{ accepted: boolean; reply: ReplyText }>;
}

/** A greeted server; nothing secret has been sent. */
export interface OpenServer<Connection> {
  connection: Connection;
  security: ConnectionSecurity;
  certificate: Certificate | undefined;
  /** Before STARTTLS, where there was one: what it said then is a hint, never a promise. */
  before: Connection | undefined;
}

/** OpenSSL's words for bytes that are no TLS, and what servers do that cannot read a ClientHello. */
const plainSpeech = new Set([
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'ERR_SSL_PACKET_LENGTH_TOO_LONG',
  'ERR_SSL_RECORD_LAYER_FAILURE',
  'ERR_SSL_UNEXPECTED_MESSAGE',
  'ECONNRESET',
  'CLOSED',
  'EPIPE',
]);

const speechless = new Set(['ECONNRESET', 'CLOSED', 'EPIPE', 'DEADLINE']);

/**
 * Connects with the meaning of Secure (`planSecurity`): TLS at once, or plain text and STARTTLS, each with the other as the second try where Secure
 * is TRUE. Returns without TLS only with Secure FALSE, and then only to this computer itself or where the person allowed it.
 */
export const openServer = async <Connection>(
  settings: ServerSettings,
  dialect: Dialect<Connection>,
  attempt: Attempt,
  deps: OpenDeps,
): Promise<OpenServer<Connection>> => {
  const { order } = planSecurity(settings);
  if (order === 'find-out' || order === 'plain-start' || order[0] === 'starttls') return openPlain(settings, dialect, attempt, deps);
  try {
    return await openImplicit(settings, dialect, attempt, deps);
  } catch (error) {
    if (!isPlainSpeech(error)) throw error;
    return await openPlain(settings, dialect, attempt, deps, error);
  }
};

const codeOf = (error: unknown): string => (error instanceof ProtocolError ? (error.evidence.error?.code ?? '') : '');

const isPlainSpeech = (error: unknown): error is ProtocolError =>
  error instanceof ProtocolError && error.evidence.stage === 'tls' && plainSpeech.has(codeOf(error));

const openImplicit = async <Connection>(
  settings: ServerSettings,
  dialect: Dialect<Connection>,
  attempt: Attempt,
  deps: OpenDeps,
): Promise<OpenServer<Connection>> => {
  attempt.security = 'implicit-tls';
  const line = await dial(settings, attempt, deps);
  attempt.enter('tls');
  return greetSecured(await secure(line, settings, attempt, deps), dialect, attempt);
};

const secure = async (line: Line, settings: ServerSettings, attempt: Attempt, deps: OpenDeps): Promise<SecureLine> => {
  try {
    return await shakeHands(line.socket, settings, deps.trust, attempt.signal);
  } catch (error) {
    if (error instanceof ProtocolError) throw new ProtocolError({ ...error.evidence, stage: 'tls' });
    throw error;
  }
};

const greetSecured = async <Connection>(
  line: SecureLine,
  dialect: Dialect<Connection>,
  attempt: Attempt,
): Promise<OpenServer<Connection>> => {
  attempt.security = 'implicit-tls';
  acceptCertificate(line, attempt);
  const connection = dialect.create(new Wire(line.socket, attempt.signal));
  attempt.enter('greeting');
  attempt.log.end('done', await dialect.greet(connection));
  return { connection, security: 'implicit-tls', certificate: line.certificate, before: undefined };
};

const acceptCertificate = (line: SecureLine, attempt: Attempt): void => {
  requireGoodCertificate(line);
  attempt.log.end('done', `${line.version}, ${line.certificate.subject}, until ${line.certificate.validTo.slice(0, 10)}`);
};

/** `because` is why TLS at once was given up; with it silence has been ruled out, so TLS is not offered again. */
const openPlain = async <Connection>(
  settings: ServerSettings,
  dialect: Dialect<Connection>,
  attempt: Attempt,
  deps: OpenDeps,
  because?: ProtocolError,
): Promise<OpenServer<Connection>> => {
  attempt.security = settings.secure ? 'starttls' : 'cleartext';
  const line = await dial(settings, attempt, deps);
  const wire = new Wire(line.socket, attempt.signal);
  const connection = dialect.create(wire);
  attempt.enter('greeting');
  const secured = because ? undefined : await listenOrOfferTls({ wire, line, settings, attempt, trust: deps.trust });
  if (secured) {
    if (!settings.secure) {
      secured.socket.destroy();
      throw codeError('TLS_SPOKEN', { stage: 'greeting', certificate: secured.certificate });
    }
    attempt.log.end('failed', 'silent, so TLS was offered');
    attempt.enter('tls');
    return greetSecured(secured, dialect, attempt);
  }
  try {
    attempt.log.end('done', await dialect.greet(connection));
  } catch (error) {
    throw because && speechless.has(codeOf(error)) ? because : error;
  }
  attempt.enter('capabilities');
  attempt.log.end('done', await dialect.learnCapabilities(connection));
  return startTls({ settings, line, wire, connection, dialect, attempt, deps });
};

const startTls = async <Connection>({
  settings,
  line,
  wire,
  connection,
  dialect,
  attempt,
  deps,
}: {
  settings: ServerSettings;
  line: Line;
  wire: Wire;
  connection: Connection;
  dialect: Dialect<Connection>;
  attempt: Attempt;
  deps: OpenDeps;
}): Promise<OpenServer<Connection>> => {
  const mayStayPlain = !settings.secure && (line.isLoopback || settings.allowUnencrypted);
  const plain: OpenServer<Connection> = { connection, security: 'cleartext', certificate: undefined, before: undefined };
  if (!dialect.offersStartTls(connection)) {
    if (mayStayPlain) return plain;
    attempt.enter('tls');
    throw codeError(settings.secure ? 'STARTTLS_NOT_OFFERED' : 'CLEARTEXT_NOT_ALLOWED', { stage: 'tls' });
  }
  attempt.security = 'starttls';
  attempt.enter('tls');
  const { accepted, reply } = await dialect.startTls(connection);
  if (!accepted) {
    if (!mayStayPlain) throw replyError(reply, { stage: 'tls', error: { code: 'STARTTLS_NOT_OFFERED', command: 'STARTTLS' } });
    attempt.security = 'cleartext';
    attempt.log.end('failed', reply.text);
    return plain;
  }
  // Bytes that came before the handshake were not encrypted: somebody on the way could have put them there.
  if (wire.unread.length > 0) throw codeError('STARTTLS_INJECTION', { stage: 'tls' });
  const secured = await secure({ ...line, socket: wire.release() }, settings, attempt, deps);
  acceptCertificate(secured, attempt);
  return {
    connection: dialect.create(new Wire(secured.socket, attempt.signal)),
    security: 'starttls',
    certificate: secured.certificate,
    before: connection,
  };
};
