import type { X509Certificate } from 'node:crypto';
import net from 'node:net';
import tls from 'node:tls';
import type { Leg } from '@kurrier/shared/account/connection';
import type { Certificate } from '@kurrier/shared/failure/failure';
import type { ConnectTo, DnsClient, Probe, ProbeResult } from '../source-contract.ts';
import { createTrust } from '../network/web-trust.ts';
import { createLookup } from '../network/look-up-public.ts';
import { readUntil } from './read-until.ts';

const probeMs = 2500;
const implicitTlsPorts = new Set([993, 465]);

/** How one leg's server greets, and how it is asked for STARTTLS. */
const dialogue = {
  imap: {
    isGreeting: (text: string) => /^\* (?:OK|PREAUTH)\b.*\r?\n/i.test(text),
    ask: 'a CAPABILITY\r\n',
    isAnswer: (text: string) => /^a (?:OK|NO|BAD)\b.*\r?\n/im.test(text),
    startTls: 'b STARTTLS\r\n',
    isReady: (text: string) => /^b (?:OK|NO|BAD)\b.*\r?\n/im.test(text),
    accepts: /^b OK/im,
  },
  smtp: {
    isGreeting: (text: string) => /^220 .*\r?\n/m.test(text),
    ask: 'EHLO [127.0.0.1]\r\n',
    isAnswer: (text: string) => /^\d{3}(?: .*)?\r?\n/m.test(text),
    startTls: 'STARTTLS\r\n',
    isReady: (text: string) => /^\d{3} .*\r?\n/m.test(text),
    accepts: /^220 /m,
  },
} as const satisfies Record<Leg, object>;

interface Deps {
  dns: DnsClient;
  allowsPrivate: boolean;
  describeCertificate: (certificate: X509Certificate) => Certificate;
  connectTo?: ConnectTo;
  /** Authorities that are trusted besides the public ones. */
  ca?: readonly string[];
}

/**
 * Asks a port what it speaks, without signing in: TLS at once on 993 and 465 or where that is wanted, elsewhere the greeting, the capabilities and STARTTLS.
 * Names that lead to private addresses only are not connected to, unless `allowsPrivate`; an IP address is.
 */
export const createProbe = ({ dns, allowsPrivate, describeCertificate, connectTo = () => undefined, ca }: Deps): Probe => {
  const secureContext = createTrust(ca);
  const judge = (socket: tls.TLSSocket): Pick<ProbeResult, 'trust' | 'certificate'> => {
    const certificate = socket.getPeerX509Certificate();
    const isOtherName = String(socket.authorizationError) === 'ERR_TLS_CERT_ALTNAME_INVALID';
    return {
      trust: socket.authorized ? 'trusted' : isOtherName ? 'other-name' : 'untrusted',
      ...(certificate && { certificate: describeCertificate(certificate) }),
    };
  };
  return async ({ host, port, leg, startsWithTls = implicitTlsPorts.has(port) }, ending) => {
    const signal = AbortSignal.any([ending, AbortSignal.timeout(probeMs)]);
    const sockets = createSocketSet(signal);
    const target = { ...(connectTo(host, port) ?? { host, port }), lookup: createLookup(dns, allowsPrivate, signal) };
    const trust = { rejectUnauthorized: false, ...(secureContext && { secureContext }), ...(net.isIP(host) ? {} : { servername: host }) };
    const { isGreeting, ask, isAnswer, startTls, isReady, accepts } = dialogue[leg];
    try {
      if (startsWithTls) {
        const socket = sockets.add(tls.connect({ ...target, ...trust }));
        return { security: 'implicit-tls', greeting: await readUntil(socket, isGreeting), ...judge(socket) };
      }
      const socket = sockets.add(net.connect(target));
      const greeting = await readUntil(socket, isGreeting);
      const offersTls = /\bSTARTTLS\b/i.test(await say(socket, ask, isAnswer));
      if (!offersTls || !accepts.test(await say(socket, startTls, isReady))) return { security: 'cleartext', greeting, trust: 'untrusted' };
      const secured = sockets.add(tls.connect({ host, ...trust, socket }));
      await secure(secured);
      return { security: 'starttls', greeting, ...judge(secured) };
    } catch {
      return undefined; // nothing that speaks this protocol answers here; why is not asked
    } finally {
      sockets.destroy();
    }
  };
};

/** The sockets of one probe: they end with the signal, or when the probe is done. Their errors reach whoever reads from them. */
const createSocketSet = (signal: AbortSignal) => {
  const sockets: net.Socket[] = [];
  // The TLS socket before the one it wraps: the other way round, Node 26.10 ends with a segmentation fault.
  const destroy = () => sockets.toReversed().forEach((socket) => socket.destroy());
  signal.addEventListener('abort', destroy, { once: true });
  return {
    add<S extends net.Socket>(socket: S): S {
      sockets.push(socket.on('error', () => undefined));
      if (signal.aborted) socket.destroy();
      return socket;
    },
    destroy,
  };
};

const say = (socket: net.Socket, line: string, isComplete: (text: string) => boolean): Promise<string> => {
  const answer = readUntil(socket, isComplete);
  socket.write(line);
  return answer;
};

const secure = (socket: tls.TLSSocket): Promise<void> =>
  new Promise((resolve, reject) => {
    socket
      .once('secureConnect', resolve)
      .once('error', reject)
      .once('close', () => reject(new Error('connection closed')));
  });
