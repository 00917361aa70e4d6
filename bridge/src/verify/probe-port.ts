import type { ConnectionSecurity, Leg } from '@kurrier/shared/account/connection';
import type { Certificate } from '@kurrier/shared/failure/failure';
import { Attempt } from '../net/attempt.ts';
import { toNetworkHost } from '../net/address/network-host.ts';
import type { ImapConnection } from '../imap/imap-connection.ts';
import { imapDialect } from '../imap/imap-dialect.ts';
import { lookUpWithin } from '../net/address/look-up-addresses.ts';
import { openServer } from '../net/connect/open-server.ts';
import type { Dialect } from '../net/connect/server-dialect.ts';
import type { ProtocolDeps } from '../net/connection-deps.ts';
import { asProtocolError, type ProtocolError } from '../net/protocol-error.ts';
import type { SmtpConnection } from '../smtp/smtp-connection.ts';
import { smtpDialect } from '../smtp/smtp-dialect.ts';

/** Where to listen, for which protocol. */
interface ProbeTarget {
  leg: Leg;
  host: string;
  port: number;
}

/** What a port really speaks, found out without a password. */
type PortVoice =
  /**
   * `certificateProblem`: why the certificate is not good for this host. `takesSignIn`: something that works with a password is offered.
   */
  | { speaks: Exclude<ConnectionSecurity, 'cleartext'>; certificate: Certificate; certificateProblem?: string; takesSignIn: boolean }
  /** The right protocol, without a way to encrypt it. */
  | { speaks: 'cleartext' }
  /** Something that is not this protocol, or refuses everybody. */
  | { speaks: 'something-else' }
  | { speaks: 'nothing'; because: 'closed' | 'silent' };

/** Listens to ports, and compares hosts. Never rejects; no password is anywhere near. */
export interface Probe {
  listen: (target: ProbeTarget, signal: AbortSignal) => Promise<PortVoice>;
  /** Whether two names lead to the same machine, as far as addresses tell. */
  leadToSameAddress: (one: string, other: string, port: number, signal: AbortSignal) => Promise<boolean>;
  /** Names that the owner of the host's addresses gives them; empty where there are none, or nobody tells. */
  reverseNames: (host: string, port: number, signal: AbortSignal) => Promise<string[]>;
}

/** Neighbours are near: a port that is worth proposing answers quickly. */
const probeBudgets = { connectMs: 1500, answerMs: 1500, saidMs: 3000 };

/** Probes with the same dialling and the same meaning of Secure TRUE as a verification; every part waits for `budgets`. */
export const createProbe = (given: ProtocolDeps, budgets = probeBudgets): Probe => {
  const deps = { ...given, budgets: { ...given.budgets, ...budgets } };
  const within = (signal: AbortSignal) => AbortSignal.any([signal, AbortSignal.timeout(budgets.connectMs)]);
  const addressesOf = async (host: string, port: number, signal: AbortSignal): Promise<string[]> => {
    try {
      return await lookUpWithin(deps.lookUp, toNetworkHost((deps.connectTo(host, port) ?? { host }).host), within(signal));
    } catch {
      // A name without an address leads nowhere.
      return [];
    }
  };
  return {
    async listen({ leg, host, port }, signal) {
      using attempt = new Attempt({ signal, budgets: deps.budgets });
      const settings = { host, port, username: '', secure: true, allowUnencrypted: false };
      try {
        if (leg === 'smtp') return await hear(smtpDialect, smtpTakesSignIn);
        return await hear(imapDialect, imapTakesSignIn);
      } catch (error) {
        return judgeError(asProtocolError(error), attempt);
      }

      async function hear<Connection>(dialect: Dialect<Connection>, takesSignIn: (connection: Connection) => boolean): Promise<PortVoice> {
        const { connection, security, certificate } = await openServer({ settings, dialect, attempt, deps, secrets: [] });
        if (security === 'cleartext' || !certificate) return { speaks: 'cleartext' };
        attempt.enter('capabilities');
        await dialect.learnCapabilities(connection);
        return { speaks: security, certificate, takesSignIn: takesSignIn(connection) };
      }
    },

    async leadToSameAddress(one, other, port, signal) {
      const [ours, theirs] = await Promise.all([addressesOf(one, port, signal), addressesOf(other, port, signal)]);
      return ours.some((address) => theirs.includes(address));
    },

    async reverseNames(host, port, signal) {
      const [address] = await addressesOf(host, port, signal);
      if (address === undefined) return [];
      try {
        return await lookUpWithin(deps.nameAddress, address, within(signal));
      } catch {
        // Most addresses have no name.
        return [];
      }
    },
  };
};

const passwordMechanism = /^(?:PLAIN|LOGIN|CRAM-MD5|SCRAM-SHA-256)$/;

const smtpTakesSignIn = ({ authMechanisms }: SmtpConnection): boolean =>
  authMechanisms?.some((name) => passwordMechanism.test(name)) ?? false;

const imapTakesSignIn = ({ capabilities = new Set() }: ImapConnection): boolean =>
  !capabilities.has('LOGINDISABLED') || [...capabilities].some((name) => passwordMechanism.test(name.replace('AUTH=', '')));

const judgeError = ({ evidence }: ProtocolError, attempt: Attempt): PortVoice => {
  const { error, certificate, addresses } = evidence;
  const code = error?.code ?? '';
  const security = attempt.security === 'implicit-tls' ? 'implicit-tls' : 'starttls';
  if (certificate) return { speaks: security, certificate, certificateProblem: code, takesSignIn: true };
  if (code === 'STARTTLS_NOT_OFFERED') return { speaks: 'cleartext' };
  if (code === 'DEADLINE') return { speaks: 'nothing', because: 'silent' };
  if (addresses || attempt.stage === 'name' || attempt.stage === 'connect') return { speaks: 'nothing', because: 'closed' };
  return { speaks: 'something-else' };
};
