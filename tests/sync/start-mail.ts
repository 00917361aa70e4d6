import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { encodeMailboxName } from '../../bridge/src/imap/grammar/modified-utf7.ts';
import { createCa } from '../servers/create-ca.ts';
import { startDovecot, type Dovecot } from '../servers/start-dovecot.ts';
import { reachMail, reachMaildirs, user, type MaildirServer } from './mail-server.ts';
import { readByDoveadm } from './read-server.ts';

export { password, user } from './mail-server.ts';

const run = promisify(execFile);

export interface Mail extends MaildirServer {
  setUidValidity(path: string, uidValidity: number): Promise<void>;
  dovecot: Dovecot;
  doveadm: (...args: string[]) => Promise<string>;
}

/** What Dovecot offers, less and less of it. */
export const capabilitySets = {
  qresync: '',
  condstore: 'IMAP4rev1 SASL-IR LITERAL+ ENABLE IDLE MOVE UIDPLUS CONDSTORE ESEARCH LIST-EXTENDED LIST-STATUS SPECIAL-USE',
  poor: 'IMAP4rev1 LITERAL+ UIDPLUS',
} as const;

export interface MailOverrides {
  capabilities?: string;
  extra?: string;
  users?: Record<string, string>;
  /**
   * Dovecot's index over mailboxes, which NOTIFY is built on. It is looked at anew once a second only: another client's change would be
   * missing at random for those who compare at once.
   */
  listIndex?: boolean;
}

/** A Dovecot with one user, and ways to it. */
export const startMail = async ({ capabilities = '', extra = '', users, listIndex = false }: MailOverrides = {}): Promise<Mail> => {
  const ca = await createCa();
  const hide = capabilities === '' ? '' : `protocol imap {\n  imap_capability = ${capabilities}\n}\n`;
  const dovecot = await startDovecot({
    certificate: await ca.issue(),
    extra: `${hide}mailbox_list_index = ${listIndex ? 'yes' : 'no'}\n${extra}`,
    ...(users && { users }),
  });
  const doveadm: Mail['doveadm'] = async (...args) => {
    const config = path.join(dovecot.dir, 'dovecot.conf');
    const { stdout } = await run('doveadm', ['-c', config, ...args], { maxBuffer: 256 * 1024 * 1024 });
    return stdout;
  };
  const door = { port: dovecot.ports.imaps, caPem: ca.pem };
  return {
    ...door,
    ...reachMail(door),
    dovecot,
    doveadm,
    ...reachMaildirs((mailbox) =>
      path.join(dovecot.maildir(user), mailbox === 'INBOX' ? '' : `.${encodeMailboxName(mailbox.replaceAll('/', '.'))}`),
    ),
    read: () => readByDoveadm(doveadm),
    async setUidValidity(mailbox, uidValidity) {
      await doveadm('mailbox', 'update', '--uid-validity', String(uidValidity), '-u', user, mailbox);
    },
    restart: () => dovecot.restart(),
    [Symbol.asyncDispose]: () => dovecot[Symbol.asyncDispose](),
  };
};
