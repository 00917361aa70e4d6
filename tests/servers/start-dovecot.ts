import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import path from 'node:path';
import type { ServerCertificate } from './create-ca.ts';
import { describeDovecot } from './dovecot-config.ts';
import { findFreePorts } from './free-ports.ts';
import { createServerFolder, requireBinary, runServer, startWithFreePorts } from './run-server.ts';

export interface DovecotOverrides {
  certificate: ServerCertificate;
  host?: string;
  /** User name → password. */
  users?: Record<string, string>;
  /** Lines of dovecot.conf that come last; `$DIR` stands for the server's folder. */
  extra?: string;
  mailLocation?: string;
  mechanisms?: string;
  /** As a stock server has it: refused sign-ins are answered late, and later every time. */
  penalties?: boolean;
}

export interface Dovecot extends AsyncDisposable {
  dir: string;
  host: string;
  ports: { imap: number; imaps: number; lmtp: number; sasl: number };
  users: Record<string, string>;
  /** The Maildir of a user, where `mailLocation` was left as it is. */
  maildir(user: string): string;
  log(): string;
  /** Kills it with all its processes, and starts it again as it was. */
  restart(): Promise<void>;
}

/** Starts a private Dovecot: IMAP with STARTTLS, IMAPS, LMTP, SASL over TCP, special-use mailboxes; as root or as anybody. */
export const startDovecot = (overrides: DovecotOverrides): Promise<Dovecot> => startWithFreePorts(() => startOnce(overrides));

/** Of those that every system has, a container for users other than root included. */
const [firstUid, uids] = [10_000, 50_000];

/**
 * Users have identities of their own, where root may give them: the kernel counts by user what watches folders (inotify, 128 instances unless
 * told otherwise), and a Dovecot that gets none tells of new mail only every thirty seconds, in an IDLE as well.
 */
const ownerOf = (port: number, index: number): { uid: number; gid: number } => ({
  uid: firstUid + ((port * 61 + index) % uids),
  gid: 65_534,
});

const startOnce = async (overrides: DovecotOverrides): Promise<Dovecot> => {
  const { certificate, host = '127.0.0.1', users = { 'ann@mail.test': 'pw-ann', 'bob@mail.test': 'pw-bob' } } = overrides;
  const binary = requireBinary('/usr/sbin/dovecot', 'dovecot-core dovecot-imapd dovecot-lmtpd');
  const [imap, imaps, lmtp, sasl] = (await findFreePorts(4, host)) as [number, number, number, number];
  const ports = { imap, imaps, lmtp, sasl };
  const dir = createServerFolder('dovecot');
  const me = userInfo();
  const isRoot = me.uid === 0;
  const who = isRoot
    ? { login: 'dovenull', internal: 'dovecot', group: 'dovecot', ...ownerOf(imaps, 0) }
    : { login: me.username, internal: me.username, group: execFileSync('id', ['-gn']).toString().trim(), uid: me.uid, gid: me.gid };
  for (const name of ['run', 'state', 'mail']) mkdirSync(path.join(dir, name));
  if (isRoot) chownSync(path.join(dir, 'mail'), who.uid, who.gid);
  const accounts = Object.entries(users).map(([name, password], index) => {
    const home = path.join(dir, 'mail', name);
    const { uid, gid } = isRoot ? ownerOf(imaps, index + 1) : me;
    mkdirSync(home);
    if (isRoot) chownSync(home, uid, gid);
    return `${name}:{PLAIN}${password}:${uid}:${gid}::${home}\n`;
  });
  writeFileSync(path.join(dir, 'server.crt'), certificate.cert);
  writeFileSync(path.join(dir, 'server.key'), certificate.key, { mode: 0o600 });
  writeFileSync(path.join(dir, 'users'), accounts.join(''));
  chmodSync(path.join(dir, 'users'), 0o644);
  writeFileSync(path.join(dir, 'dovecot.conf'), describeDovecot({ ...overrides, dir, host, ports, who, chroot: isRoot }));
  const logFile = path.join(dir, 'dovecot.log');
  const run = () => runServer([binary, '-F', '-c', path.join(dir, 'dovecot.conf')], { dir, host, port: imaps, logFile });
  let server = await run();
  return {
    dir,
    host,
    ports,
    users,
    maildir: (user) => path.join(dir, 'mail', user, 'Maildir'),
    log: () => readFileSync(logFile, 'utf8'),
    async restart() {
      await server.kill();
      server = await run();
    },
    [Symbol.asyncDispose]: () => server.stop(),
  };
};
