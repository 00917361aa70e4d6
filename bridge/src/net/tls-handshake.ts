import { isIP, type Socket } from 'node:net';
import { checkServerIdentity, connect, type TLSSocket } from 'node:tls';
import type { Certificate } from '@kurrier/shared/failure/failure';
import { describeCertificate } from './describe-certificate.ts';
import { toNetworkHost } from './address/network-host.ts';
import { asProtocolError, codeError } from './protocol-error.ts';
import type { TlsSessions } from './tls-sessions.ts';
import type { Trust } from './trust.ts';

export interface SecureLine {
  socket: TLSSocket;
  /** `TLSv1.3` */
  version: string;
  certificate: Certificate;
  /** Why the certificate may not be relied on: OpenSSL's or Node's code. Undefined: it is good. */
  problem: string | undefined;
}

/**
 * Does the TLS handshake on a connected socket and judges the certificate against the typed host, without a byte of ours being sent after
 * it. Rejects, and closes the socket, when there is no TLS to be had; a bad certificate is told in `problem`, so that its facts can be
 * shown. With `sessions`, one that an earlier connection left may be resumed, whose certificate is judged once more, too.
 */
export const shakeHands = (
  socket: Socket,
  typed: { host: string; port: number },
  trust: Trust,
  signal: AbortSignal,
  sessions?: TlsSessions,
): Promise<SecureLine> =>
  new Promise((resolve, reject) => {
    const host = toNetworkHost(typed.host);
    const earlier = sessions?.take(typed);
    const secure = connect({
      socket,
      ...(!isIP(host) && { servername: host }),
      secureContext: trust.context,
      // Judged below, where the certificate can still be read.
      rejectUnauthorized: false,
      checkServerIdentity: () => undefined,
      ...(earlier && { session: earlier.session }),
    });
    const offered = sessions?.listen(secure, typed);
    const settle = () => {
      signal.removeEventListener('abort', onAbort);
      secure.off('error', onError);
      secure.off('close', onClose);
      // The next owner attaches its own listeners in a later tick; until then nothing may go unheard.
      secure.on('error', () => {});
    };
    const fail = (error: Error) => {
      settle();
      secure.destroy();
      socket.destroy();
      reject(error);
    };
    const onError = (error: Error) => fail(asProtocolError(error));
    const onClose = () => fail(codeError('CLOSED'));
    const onAbort = () => fail(signal.reason as Error);
    secure.on('error', onError);
    secure.on('close', onClose);
    secure.once('secureConnect', () => {
      settle();
      // Only who had that key then can go on with a session.
      const known = earlier && secure.isSessionReused() ? earlier : undefined;
      const peer = known?.peer ?? secure.getPeerX509Certificate();
      if (!peer) return fail(codeError('CERT_REJECTED'));
      const certificate = describeCertificate(peer);
      const chainProblem = known ? known.chainProblem : ((secure.authorizationError as unknown as string | null) ?? undefined);
      const names: NodeJS.ErrnoException | undefined = checkServerIdentity(host, peer.toLegacyObject());
      const problem = judge({ certificate, chainProblem, nameProblem: names?.code, typed, trust });
      if (problem === undefined && known && secure.getProtocol() === 'TLSv1.2') sessions?.giveBack(typed, known);
      if (problem === undefined) offered?.accept({ peer, chainProblem, endsAt: known?.endsAt });
      resolve({ socket: secure, version: secure.getProtocol() ?? 'TLS', certificate, problem });
    });
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort);
  });

/**
 * A key that the person trusts for this host and port outweighs every problem but another name; that one they have to confirm by itself.
 */
const judge = ({
  certificate,
  chainProblem,
  nameProblem,
  typed,
  trust,
}: {
  certificate: Certificate;
  chainProblem: string | undefined;
  nameProblem: string | undefined;
  typed: { host: string; port: number };
  trust: Trust;
}): string | undefined => {
  const pin = trust.trustedKeys().find(({ host, port, spki }) => host === typed.host && port === typed.port && spki === certificate.spki);
  if (!pin) return chainProblem ?? nameProblem;
  return pin.despiteNames ? undefined : nameProblem;
};

/** Fails with the certificate's facts when it may not be relied on. */
export const requireGoodCertificate = ({ socket, certificate, problem }: SecureLine): void => {
  if (!problem) return;
  socket.destroy();
  throw codeError(problem, { stage: 'tls', certificate });
};
