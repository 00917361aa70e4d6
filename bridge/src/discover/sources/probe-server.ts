import type { Leg } from '@kurrier/shared/account/connection';
import { imapDialect } from '../../imap/imap-dialect.ts';
import { Attempt } from '../../net/attempt.ts';
import { dial } from '../../net/dial.ts';
import type { ConnectTo } from '../../net/address/connect-to.ts';
import type { LookUp } from '../../net/address/look-up-addresses.ts';
import type { Dialect } from '../../net/connect/server-dialect.ts';
import { defaultBudgets } from '../../net/time-limits.ts';
import { shakeHands, type SecureLine } from '../../net/tls-handshake.ts';
import { createTrust, type Trust } from '../../net/trust.ts';
import type { WireLog, WireTap } from '../../net/wire-log/wire-log.ts';
import { Wire } from '../../net/wire.ts';
import { smtpDialect } from '../../smtp/smtp-dialect.ts';
import { createLookUp } from '../network/look-up-public.ts';
import type { DnsClient, Probe, ProbeResult } from '../source-contract.ts';

/** A probe is over by then, whatever the server does. */
const probeMs = 2500;
const budgets = { ...defaultBudgets, connectMs: probeMs, answerMs: probeMs, saidMs: probeMs, endMs: probeMs };
const implicitTlsPorts = new Set([993, 465]);

/** How mail servers are reached while they are only looked at. */
export interface ProbeWays {
  dns: DnsClient;
  allowsPrivate: boolean;
  connectTo?: ConnectTo;
  /** Authorities that are trusted besides the public ones. */
  ca?: readonly string[];
  wireLog?: WireLog;
}

/**
 * Asks a port what it speaks, without signing in: TLS at once on 993 and 465 or where that is wanted, elsewhere the greeting, the
 * capabilities and STARTTLS. Names that lead to private addresses only are not connected to, unless `allowsPrivate`; an IP address is.
 */
export const createProbe = ({ dns, allowsPrivate, connectTo = () => undefined, ca = [], wireLog }: ProbeWays): Probe => {
  // Made for the first probe: it takes some twenty milliseconds.
  let trust: Trust | undefined;
  return async (target, ending) => {
    const signal = AbortSignal.any([ending, AbortSignal.timeout(probeMs)]);
    // Ends with the probe, and closes what it opened.
    using attempt = new Attempt({ signal, budgets });
    const lookUp = createLookUp(dns, allowsPrivate, attempt.signal);
    const deps = { lookUp, connectTo, trust: (trust ??= createTrust({ ca })), tap: () => wireLog?.({ ...target, secrets: [] }) };
    try {
      return await (target.leg === 'imap' ? listen(imapDialect, target, attempt, deps) : listen(smtpDialect, target, attempt, deps));
    } catch {
      return undefined; // nothing that speaks this protocol answers here; why is not asked
    }
  };
};

const listen = async <Connection>(
  dialect: Dialect<Connection>,
  target: { host: string; port: number; leg: Leg; startsWithTls?: boolean },
  attempt: Attempt,
  deps: { lookUp: LookUp; connectTo: ConnectTo; trust: Trust; tap: () => WireTap | undefined },
): Promise<ProbeResult> => {
  const line = await dial(target, attempt, deps);
  if (target.startsWithTls ?? implicitTlsPorts.has(target.port)) {
    const secured = await shakeHands(line.socket, target, deps.trust, attempt.signal);
    const greeting = await dialect.greet(dialect.create(new Wire(secured.socket, attempt.signal, { tap: deps.tap() })));
    return { security: 'implicit-tls', greeting, ...judge(secured) };
  }
  const wire = new Wire(line.socket, attempt.signal, { tap: deps.tap() });
  const connection = dialect.create(wire);
  const greeting = await dialect.greet(connection);
  await dialect.learnCapabilities(connection);
  const isTaken = dialect.offersStartTls(connection) && (await dialect.startTls(connection)).accepted;
  if (!isTaken) return { security: 'cleartext', greeting, trust: 'untrusted' };
  const secured = await shakeHands(wire.release(), target, deps.trust, attempt.signal);
  // Nothing is said over it, so nothing else closes it: an open socket would keep the bridge from ending.
  secured.socket.destroy();
  return { security: 'starttls', greeting, ...judge(secured) };
};

const judge = ({ problem, certificate }: SecureLine): Pick<ProbeResult, 'trust' | 'certificate'> => ({
  trust: problem === undefined ? 'trusted' : problem === 'ERR_TLS_CERT_ALTNAME_INVALID' ? 'other-name' : 'untrusted',
  certificate,
});
