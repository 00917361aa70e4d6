import { Secret } from '@kurrier/shared/secret';
import { ImapFlow } from 'imapflow';
import { createOpenImapSession } from '../../bridge/src/imap/open-imap-session.ts';
import { createProtocolDeps } from '../../bridge/src/net/connection-deps.ts';
import { createTrust } from '../../bridge/src/net/trust.ts';
import type { OwnedImapSession } from '../../bridge/src/imap/create-imap-session.ts';
import { dropMessage } from './drop-message.ts';
import { fillMaildir } from './fill-maildir.ts';
import type { Contents } from './read-server.ts';

export const user = 'ann@mail.test';
export const password = 'pw-ann';

/**
 * What a server does not do for a plain client either: `sizes` count what it writes into its files later; `keywords` are refused;
 * `same-second` mailboxes, one in the place of the other, have one UIDVALIDITY, so that nothing tells them apart.
 */
type ServerException = 'sizes' | 'keywords' | 'same-second';

/** A server with the mail of one user, the bridge's way to it, and what another client can do there. */
export interface MailServer extends AsyncDisposable {
  /** IMAP under TLS. */
  port: number;
  caPem: string;
  /** What is left out of comparisons with it, and of what is done to it. */
  exceptions?: readonly ServerException[];
  /** Puts many small messages into INBOX, seeded, as quickly as it can be done. */
  fill(count: number, seed: number): Promise<void>;
  /** Puts a message into a mailbox as a delivery agent does: no session is told. `name` is unique, and begins with the time. */
  deliver(path: string, name: string, message: string): Promise<void>;
  /** A session as the bridge has them; `port` leads it through a proxy. */
  openSession(options?: { port?: number; signal?: AbortSignal }): Promise<OwnedImapSession>;
  /** Another client, connected; through a proxy where there is a `port`. */
  connectOther(options?: { port?: number }): Promise<ImapFlow>;
  /** What is on the server, as another client sees it. */
  read(): Promise<Contents>;
  /** Gives a mailbox another UIDVALIDITY, as after a restored backup; absent where there is no way to. */
  setUidValidity?(path: string, uidValidity: number): Promise<void>;
  /** Kills the server and starts it again, with the mail that it had. */
  restart(): Promise<void>;
}

/** A server that keeps its mail in Maildirs. */
export interface MaildirServer extends MailServer {
  /** Where a mailbox lies on the server's disk. */
  maildirOf(path: string): string;
}

/** How mail gets into Maildirs beside the server. */
export const reachMaildirs = (maildirOf: (path: string) => string): Pick<MaildirServer, 'maildirOf' | 'fill' | 'deliver'> => ({
  maildirOf,
  fill: async (count, seed) => fillMaildir(maildirOf('INBOX'), count, seed),
  deliver: async (path, name, message) => dropMessage(maildirOf(path), name, message),
});

/** The ways to a server that has the user. */
export const reachMail = ({
  port: ownPort,
  caPem,
}: Pick<MailServer, 'port' | 'caPem'>): Pick<MailServer, 'openSession' | 'connectOther'> => ({
  async openSession({ port = ownPort, signal = new AbortController().signal } = {}) {
    const settings = { host: 'localhost', port: 993, username: user, secure: true, allowUnencrypted: false };
    const deps = createProtocolDeps({ trust: createTrust({ ca: [caPem] }), connectTo: () => ({ host: '127.0.0.1', port }) });
    const session = await createOpenImapSession(deps)({ settings, password: new Secret(password) }, { signal });
    if (!session.ok) throw new Error(JSON.stringify(session.failure));
    return session.value;
  },
  async connectOther({ port = ownPort } = {}) {
    const other = new ImapFlow({
      host: '127.0.0.1',
      port,
      secure: true,
      tls: { rejectUnauthorized: false },
      auth: { user, pass: password },
      logger: false,
      disableAutoIdle: true,
    });
    await other.connect();
    return other;
  },
});
