import type { X509Certificate } from 'node:crypto';
import type { TLSSocket } from 'node:tls';

interface Server {
  host: string;
  port: number;
}

/** What a server proved when the session began: a resumed connection brings no certificate. */
interface KnownPeer {
  peer: X509Certificate;
  /** Why the certificate's chain does not lead to an authority; such a key may be trusted nevertheless. */
  chainProblem: string | undefined;
}

interface TlsSession extends KnownPeer {
  session: Buffer;
  endsAt: number;
}

/** TLS sessions that servers let go on (RFC 8446 §2.2, RFC 5077), by host and port as they were typed. */
export interface TlsSessions {
  /** One to offer; no other connection gets the same (RFC 8446 appendix C.4). */
  take(server: Server): TlsSession | undefined;
  /** Keeps one that was taken for another connection: before TLS 1.3 there is only one. */
  giveBack(server: Server, session: TlsSession): void;
  /**
   * Keeps what the server gives for later on a connection, once `accept` was called: its certificate may be relied on. `endsAt`: until when,
   * where the connection went on with an earlier session and brought no certificate of its own; it is no longer for those that it leaves.
   */
  listen(socket: TLSSocket, server: Server): { accept(known: KnownPeer & { endsAt?: number | undefined }): void };
}

/** As many as connections are opened to a server at once, for as many servers as somebody sends over in a while. */
const most = { perServer: 5, servers: 50 };
/** A certificate that was good is looked at again after this time, however often connections went on with its sessions meanwhile. */
const lifetimeMs = 10 * 60_000;

/**
 * Keeps sessions in memory, for connections that are opened one after the other: the next one saves the server's proof of its key, and before
 * TLS 1.3 a round trip. A verification never offers one, so that it looks at the certificate as it is now.
 */
export const createTlsSessions = ({ now = Date.now }: { now?: () => number } = {}): TlsSessions => {
  const kept = new Map<string, TlsSession[]>();
  const keyOf = ({ host, port }: Server): string => `${host}:${port}`;

  const keep = (key: string, session: TlsSession): void => {
    const known = kept.get(key) ?? [];
    kept.delete(key);
    kept.set(key, [...known, session].slice(-most.perServer));
    const [oldest] = kept.keys();
    if (kept.size > most.servers && oldest !== undefined) kept.delete(oldest);
  };

  return {
    take(server) {
      const known = kept.get(keyOf(server));
      for (let newest = known?.pop(); newest; newest = known?.pop()) if (newest.endsAt > now()) return newest;
      return undefined;
    },
    giveBack: (server, session) => keep(keyOf(server), session),
    listen(socket, server) {
      // Before TLS 1.3 it comes before the certificate was looked at.
      let early: Buffer[] = [];
      let accepted: Omit<TlsSession, 'session'> | undefined;
      socket.on('session', (session: Buffer) => {
        if (accepted) keep(keyOf(server), { session, ...accepted });
        else early = [...early, session].slice(-most.perServer);
      });
      return {
        accept({ endsAt = now() + lifetimeMs, ...known }) {
          accepted = { ...known, endsAt };
          for (const session of early.splice(0)) keep(keyOf(server), { session, ...accepted });
        },
      };
    },
  };
};
