import { dial, type Line } from '../dial.ts';
import { requireGoodCertificate, shakeHands, type SecureLine } from '../tls-handshake.ts';
import { openWire } from './open-wire.ts';
import type { Opening, OpenServer } from './server-dialect.ts';
import { ProtocolError } from '../protocol-error.ts';

/** Connects and starts TLS at once. */
export const openImplicit = async <Connection>(opening: Opening<Connection>): Promise<OpenServer<Connection>> => {
  const { settings, attempt, deps } = opening;
  attempt.security = 'implicit-tls';
  const line = await dial(settings, attempt, deps);
  attempt.enter('tls');
  return greetSecured(opening, await startHandshake(opening, line));
};

/** The handshake as the rung `tls`: whatever fails in it belongs there. */
export const startHandshake = async (
  { settings, attempt, deps }: Opening<unknown>,
  { socket }: Pick<Line, 'socket'>,
): Promise<SecureLine> => {
  try {
    return await shakeHands(socket, settings, deps.trust, attempt.signal, deps.tlsSessions);
  } catch (error) {
    if (error instanceof ProtocolError) throw new ProtocolError({ ...error.evidence, stage: 'tls' });
    throw error;
  }
};

/** Goes on where TLS was there from the first byte. */
export const greetSecured = async <Connection>(opening: Opening<Connection>, line: SecureLine): Promise<OpenServer<Connection>> => {
  const { dialect, attempt } = opening;
  attempt.security = 'implicit-tls';
  acceptCertificate(opening, line);
  const connection = dialect.create(openWire(opening, line.socket));
  await readGreeting(opening, connection);
  return { connection, security: 'implicit-tls', certificate: line.certificate, before: undefined };
};

/** The rung `greeting`. */
export const readGreeting = async <Connection>({ dialect, attempt }: Opening<Connection>, connection: Connection): Promise<void> => {
  attempt.enter('greeting');
  const greeting = await dialect.greet(connection);
  attempt.hear({ greeting });
  attempt.log.end('done', greeting);
};

/** The rung `capabilities`. */
export const learnCapabilities = async <Connection>(
  { dialect, attempt }: Pick<Opening<Connection>, 'dialect' | 'attempt'>,
  connection: Connection,
): Promise<void> => {
  attempt.enter('capabilities');
  const offered = await dialect.learnCapabilities(connection);
  attempt.hear({ capabilities: offered.split(/,? /, 200) });
  attempt.log.end('done', offered);
};

/** Ends the rung `tls`, by failure where the certificate is not good. */
export const acceptCertificate = ({ attempt }: Opening<unknown>, line: SecureLine): void => {
  requireGoodCertificate(line);
  attempt.hear({ certificateNames: line.certificate.names });
  attempt.log.end('done', `${line.version}, ${line.certificate.subject}, until ${line.certificate.validTo.slice(0, 10)}`);
};
