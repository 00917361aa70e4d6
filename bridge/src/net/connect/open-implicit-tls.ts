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
    return await shakeHands(socket, settings, deps.trust, attempt.signal);
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
  attempt.enter('greeting');
  attempt.log.end('done', await dialect.greet(connection));
  return { connection, security: 'implicit-tls', certificate: line.certificate, before: undefined };
};

/** Ends the rung `tls`, by failure where the certificate is not good. */
export const acceptCertificate = ({ attempt }: Opening<unknown>, line: SecureLine): void => {
  requireGoodCertificate(line);
  attempt.log.end('done', `${line.version}, ${line.certificate.subject}, until ${line.certificate.validTo.slice(0, 10)}`);
};
