import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { Secret } from '@kurrier/shared/secret';
import { ImapFlow } from 'imapflow';
import { createOpenImapSession } from '../../bridge/src/protocol/open-imap-session.ts';
import { createProtocolDeps } from '../../bridge/src/protocol/protocol-deps.ts';
import { createTrust } from '../../bridge/src/protocol/trust.ts';
import type { ImapSession } from '../../bridge/src/sync/imap-session.ts';
import { createCa } from '../servers/create-ca.ts';
import { startDovecot, type Dovecot } from '../servers/start-dovecot.ts';

const run = promisify(execFile);

export interface Mail extends AsyncDisposable {
  dovecot: Dovecot;
  caPem: string;
  /** A session as the bridge has them; `port` leads it through a proxy. */
  openSession(options?: { port?: number; signal?: AbortSignal }): Promise<ImapSession & { traffic(): { received: number; sent: number } }>;
  /** Another client, connected. */
  connectOther(): Promise<ImapFlow>;
  doveadm: (...args: string[]) => Promise<string>;
}

export const user = 'ann@mail.test';
export const password = 'pw-ann';

/** What Dovecot offers, less and less of it. */
export const capabilitySets = {
  qresync: '',
  condstore: 'IMAP4rev1 SASL-IR LITERAL+ ENABLE IDLE MOVE UIDPLUS CONDSTORE ESEARCH LIST-EXTENDED LIST-STATUS SPECIAL-USE',
  poor: 'IMAP4rev1 LITERAL+ UIDPLUS',
} as const;

/** Dovecot's index over mailboxes is looked at anew once a second: another client's change would be missing at random. */
const listIndex = 'mailbox_list_index = no\n';

/** A Dovecot with one user, and ways to it. */
export const startMail = async ({
  capabilities = '',
  extra = '',
  users,
}: { capabilities?: string; extra?: string; users?: Record<string, string> } = {}): Promise<Mail> => {
  const ca = await createCa();
  const hide = capabilities === '' ? '' : `protocol imap {\n  imap_capability = ${capabilities}\n}\n`;
  const dovecot = await startDovecot({
    certificate: await ca.issue({ names: ['localhost', '127.0.0.1'] }),
    extra: hide + listIndex + extra,
    ...(users && { users }),
  });
  const settings = { host: 'localhost', port: 993, username: user, secure: true, allowUnencrypted: false };
  return {
    dovecot,
    caPem: ca.pem,
    async openSession({ port = dovecot.ports.imaps, signal = new AbortController().signal } = {}) {
      const deps = createProtocolDeps({ trust: createTrust({ ca: [ca.pem] }), connectTo: () => ({ host: '127.0.0.1', port }) });
      const session = await createOpenImapSession(deps)({ settings, password: new Secret(password) }, { signal });
      if (!session.ok) throw new Error(JSON.stringify(session.failure));
      return session.value;
    },
    async connectOther() {
      const other = new ImapFlow({
        host: '127.0.0.1',
        port: dovecot.ports.imaps,
        secure: true,
        tls: { rejectUnauthorized: false },
        auth: { user, pass: password },
        logger: false,
        disableAutoIdle: true,
      });
      await other.connect();
      return other;
    },
    async doveadm(...args) {
      const config = path.join(dovecot.dir, 'dovecot.conf');
      const { stdout } = await run('doveadm', ['-c', config, ...args], { maxBuffer: 256 * 1024 * 1024 });
      return stdout;
    },
    [Symbol.asyncDispose]: () => dovecot[Symbol.asyncDispose](),
  };
};
