import { dial } from '../dial.ts';
import { listenOrOfferTls } from './listen-or-offer-tls.ts';
import { acceptCertificate, greetSecured, learnCapabilities, readGreeting, startHandshake } from './open-implicit-tls.ts';
import { openWire } from './open-wire.ts';
import type { Opening, OpenServer } from './server-dialect.ts';
import { closedCodes } from '../closed-codes.ts';
import { codeError, codeOf, replyError, type ProtocolError } from '../protocol-error.ts';
import { findStranger, mayStayCleartext } from './stay-cleartext.ts';
import type { Wire } from '../wire.ts';

/** Says nothing new about a server that already gave up on TLS. */
const speechless = new Set([...closedCodes, 'DEADLINE']);

/**
 * Connects in plain text and asks for STARTTLS; where the port stays silent because it wants TLS at once, TLS it gets, if Secure is TRUE.
 * `because` is why TLS at once was given up before: then it is not offered again.
 */
export const openPlain = async <Connection>(opening: Opening<Connection>, because?: ProtocolError): Promise<OpenServer<Connection>> => {
  const { settings, dialect, attempt, deps } = opening;
  attempt.security = settings.secure ? 'starttls' : 'cleartext';
  const socketsBefore = settings.secure ? [] : await deps.readTcpTable();
  const line = await dial(settings, attempt, deps);
  const wire = openWire(opening, line.socket);
  const connection = dialect.create(wire);
  attempt.enter('greeting');
  const secured = because ? undefined : await listenOrOfferTls({ wire, line, settings, attempt, deps });
  if (secured) {
    if (!settings.secure) {
      secured.socket.destroy();
      throw codeError('TLS_SPOKEN', { stage: 'greeting', certificate: secured.certificate });
    }
    attempt.log.end('failed', 'silent, so TLS was offered');
    attempt.enter('tls');
    return greetSecured(opening, secured);
  }
  try {
    await readGreeting(opening, connection);
  } catch (error) {
    throw because && speechless.has(codeOf(error)) ? because : error;
  }
  await learnCapabilities(opening, connection);
  const secureLine = await startTls(opening, wire, connection, mayStayCleartext(settings, line));
  if (secureLine) return secureLine;
  const stranger = await findStranger(line, settings, socketsBefore, deps.readTcpTable);
  if (stranger) {
    attempt.enter('sign-in');
    throw stranger;
  }
  return { connection, security: 'cleartext', certificate: undefined, before: undefined };
};

/** Resolves with the server behind TLS; with null where there is none to be had, and it may do without. */
const startTls = async <Connection>(
  opening: Opening<Connection>,
  wire: Wire,
  connection: Connection,
  mayStayPlain: boolean,
): Promise<OpenServer<Connection> | null> => {
  const { settings, dialect, attempt } = opening;
  if (!dialect.offersStartTls(connection)) {
    if (mayStayPlain) return null;
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
    return null;
  }
  // Bytes that came before the handshake were not encrypted: somebody on the way could have put them there.
  if (wire.unread.length > 0) throw codeError('STARTTLS_INJECTION', { stage: 'tls' });
  const secured = await startHandshake(opening, { socket: wire.release() });
  acceptCertificate(opening, secured);
  return {
    connection: dialect.create(openWire(opening, secured.socket)),
    security: 'starttls',
    certificate: secured.certificate,
    before: connection,
  };
};
