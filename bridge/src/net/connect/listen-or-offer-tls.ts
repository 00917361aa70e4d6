import type { ServerSettings } from '@kurrier/shared/account/server-settings';
import type { Attempt } from '../attempt.ts';
import { connectTo, type Line } from '../dial.ts';
import { shakeHands, type SecureLine } from '../tls-handshake.ts';
import { closedCodes } from '../closed-codes.ts';
import { codeOf, ProtocolError } from '../protocol-error.ts';
import type { OpenDeps } from './server-dialect.ts';
import type { Wire } from '../wire.ts';

/** Answers to a ClientHello that only something which speaks TLS can give. */
const isTlsSpeech = (error: unknown): boolean =>
  error instanceof ProtocolError && /ALERT|UNSUPPORTED_PROTOCOL|VERSION_TOO_LOW|KEY_TOO_SMALL/.test(error.evidence.error?.code ?? '');

/**
 * Waits until the server on a plain connection says something. Where it stays silent, a TLS ClientHello is offered on a second connection,
 * because a port that wants TLS at once waits for one: whichever speaks first wins. Resolves with the TLS line, or with undefined when the
 * plain connection is the one to go on with (or to learn from why there is none).
 */
export const listenOrOfferTls = async ({
  wire,
  line,
  settings,
  attempt,
  deps,
}: {
  wire: Wire;
  line: Line;
  settings: ServerSettings;
  attempt: Attempt;
  deps: Pick<OpenDeps, 'trust' | 'tlsSessions'>;
}): Promise<SecureLine | undefined> => {
  const spoke = wire.waitForByte();
  // On a line with long round trips a greeting takes that long, too.
  if (!(await outlasts(spoke, Math.max(attempt.budgets.silenceMs, 1.5 * line.connectMs)))) return undefined;

  const offering = new AbortController();
  let hangUp: ProtocolError | undefined;
  const offered = offerTls(line, settings, deps, {
    signal: AbortSignal.any([attempt.signal, offering.signal]),
    onHangUp: (error) => (hangUp = error),
  });
  const heardPlain = spoke.then(() => (wire.failure ? offered : undefined));
  const secured = await Promise.race([heardPlain, offered.then((found) => found ?? heardPlain)]);
  if (secured) {
    wire.close();
    return secured;
  }
  // A handshake that succeeded a moment too late must not leave its socket open.
  offering.abort();
  (await offered.catch(() => undefined))?.socket.destroy();
  // Nobody spoke in the whole time, and the ClientHello was hung up on: that is what there is to say, not that time passed.
  if (hangUp && codeOf(wire.failure) === 'DEADLINE') throw new ProtocolError({ ...hangUp.evidence, stage: 'tls' });
  return undefined;
};

/** Resolves with the TLS line, or with undefined when no TLS is spoken there; rejects when TLS is spoken and fails. */
const offerTls = async (
  line: Line,
  settings: ServerSettings,
  { trust, tlsSessions }: Pick<OpenDeps, 'trust' | 'tlsSessions'>,
  { signal, onHangUp }: { signal: AbortSignal; onHangUp: (error: ProtocolError) => void },
): Promise<SecureLine | undefined> => {
  let isConnected = false;
  try {
    const second = await connectTo([line.address], line.socket.remotePort ?? settings.port, signal);
    isConnected = true;
    return await shakeHands(second.socket, settings, trust, signal, tlsSessions);
  } catch (error) {
    if (isConnected && error instanceof ProtocolError && closedCodes.has(codeOf(error))) onHangUp(error);
    if (error instanceof ProtocolError && isTlsSpeech(error)) throw new ProtocolError({ ...error.evidence, stage: 'tls' });
    return undefined;
  }
};

/** Whether the time passes before the promise settles. */
const outlasts = async (promise: Promise<void>, ms: number): Promise<boolean> => {
  const { promise: passed, resolve } = Promise.withResolvers<true>();
  const timer = setTimeout(() => resolve(true), ms);
  try {
    return await Promise.race([passed, promise.then(() => false)]);
  } finally {
    clearTimeout(timer);
  }
};
