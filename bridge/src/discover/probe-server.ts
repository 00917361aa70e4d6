import type { X509Certificate } from 'node:crypto';
import net from 'node:net';
import tls from 'node:tls';
import type { Leg } from '@kurrier/shared/connection';
import type { Certificate } from '@kurrier/shared/failure';
import type { DnsClient, Probe, ProbeResult } from './ask.ts';
import { createLookup } from './look-up-public.ts';
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
  /** Authorities that are trusted besides the public ones. */
  ca?: string[];
}

/**
 * Asks a port what it speaks, without signing in: TLS at once on 993 and 465, elsewhere the greeting, the capabilities and STARTTLS.
 * Names that lead to private addresses only are not connected to, unless `allowsPrivate`; an IP address is.
 */
export const createProbe =
  ({ dns, allowsPrivate, describeCertificate, ca }: Deps): Probe =>
  async ({ host, port, leg }, ending) => {
    const signal = AbortSignal.any([ending, AbortSignal.timeout(probeMs)]);
    const target = { host, port, lookup: createLookup(dns, allowsPrivate, signal), signal };
    const identity = {
      ...(net.isIP(host) ? { host } : { host, servername: host }),
      rejectUnauthorized: false,
      ...(ca && { ca: [...tls.getCACertificates('default'), ...ca] }),
    };
    const sockets: net.Socket[] = [];
    const keep = <S extends net.Socket>(socket: S): S => {
      sockets.push(socket);
      socket.on('error', () => {}); // the reader that waits for the socket reports it
      signal.addEventListener('abort', () => socket.destroy(), { once: true });
      return socket;
    };
    const trustOf = (socket: tls.TLSSocket): Pick<ProbeResult, 'trust' | 'certificate'> => {
      const certificate = socket.getPeerX509Certificate();
      const isOtherName = String(socket.authorizationError) === 'ERR_TLS_CERT_ALTNAME_INVALID';
      return {
        trust: socket.authorized ? 'trusted' : isOtherName ? 'other-name' : 'untrusted',
        ...(certificate && { certificate: describeCertificate(certificate) }),
      };
    };
    const { isGreeting, ask, isAnswer, startTls, isReady, accepts } = dialogue[leg];
    try {
      if (implicitTlsPorts.has(port)) {
        const socket = keep(tls.connect({ ...identity, ...target }));
        const greeting = await readUntil(socket, isGreeting);
        return { security: 'implicit-tls', greeting, ...trustOf(socket) };
      }
      const socket = keep(net.connect(target));
      const greeting = await readUntil(socket, isGreeting);
      const capabilities = say(socket, ask, isAnswer);
      if (!/\bSTARTTLS\b/i.test(await capabilities)) return { security: 'cleartext', greeting, trust: 'untrusted' };
      if (!accepts.test(await say(socket, startTls, isReady))) return { security: 'cleartext', greeting, trust: 'untrusted' };
      const secured = keep(tls.connect({ ...identity, socket }));
      await secure(secured);
      return { security: 'starttls', greeting, ...trustOf(secured) };
    } catch {
      return undefined; // nothing that speaks this protocol answers here; why is not asked
    } finally {
      for (const socket of sockets) socket.destroy();
    }
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
