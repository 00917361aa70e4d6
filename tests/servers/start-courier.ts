import { execFileSync } from 'node:child_process';
import path from 'node:path';
import type { ServerCertificate } from './create-ca.ts';
import { findFreePorts } from './free-ports.ts';
import { runInOverlay } from './run-in-overlay.ts';
import { createServerFolder, startWithFreePorts } from './run-server.ts';
import { unpackPackages } from './unpack-packages.ts';

export interface Courier extends AsyncDisposable {
  host: string;
  ports: { imap: number; imaps: number };
  /** The Maildir of a user. */
  maildir(user: string): string;
  /** Kills it with all its processes, and starts it again with the mail that it had. */
  restart(): Promise<void>;
}

/** With gamin, whose server tells of changed files: without it every look at a mailbox waits a second for it. */
const packages = [
  'courier-imap',
  'courier-base',
  'courier-authlib',
  'courier-authlib-userdb',
  'libcourier-unicode4',
  'gamin',
  'libgamin0',
  'libgdbm6',
  'libltdl7',
  'libidn12',
  'libpcre3',
];

/** `ann@mail.test` → a line of userdb: password hashed, mail in what the server shares with the test. */
const userLine = ([name, password]: [string, string]): string => {
  const hash = execFileSync('openssl', ['passwd', '-6', '-stdin'], { input: password }).toString().trim();
  const home = `/run/test/${name}`;
  return `${name}\tuid=65534|gid=65534|home=${home}|mail=${home}/Maildir|systempw=${hash}\n`;
};

/** Starts a private Courier: IMAP with STARTTLS, and IMAPS. A poor server: no CONDSTORE, no MOVE, no SPECIAL-USE, no SASL-IR. */
export const startCourier = ({ certificate, users }: { certificate: ServerCertificate; users: Record<string, string> }): Promise<Courier> =>
  startWithFreePorts(async () => {
    const host = '127.0.0.1';
    const [imap, imaps] = (await findFreePorts(2)) as [number, number];
    const dir = createServerFolder('courier');
    const unpacked = unpackPackages('courier', packages);
    const login = '/usr/lib/courier/courier/imaplogin /usr/bin/imapd Maildir';
    const tcpd = `/usr/sbin/couriertcpd -address=${host} -maxprocs=40 -maxperip=40 -nodnslookup -noidentlookup`;
    const command = `set -e
mkdir -p /run/courier/authdaemon
chmod 600 /etc/courier/userdb /etc/courier/imapd.pem; chown courier /etc/courier/imapd.pem
/usr/sbin/makeuserdb
chown 65534:65534 /run/test
for user in ${Object.keys(users).join(' ')}; do [ -d /run/test/$user ] || { mkdir /run/test/$user; /usr/bin/maildirmake.courier /run/test/$user/Maildir; }; chown -R 65534:65534 /run/test/$user; done
/usr/lib/courier/courier-authlib/authdaemond &
export GAM_CLIENT_ID=${path.basename(dir)}
set -a; . /etc/courier/imapd; . /etc/courier/imapd-ssl
TLS_CERTFILE=/etc/courier/imapd.pem; TLS_CACHEFILE=; TLS_TRUSTCERTS=; TLS_DHPARAMS=
IMAP_STARTTLS=YES ${tcpd} ${imap} ${login} &
IMAP_TLS=1 exec ${tcpd} ${imaps} /usr/bin/couriertls -server -tcpd ${login}`;
    const run = () =>
      runInOverlay(command, {
        dir,
        host,
        port: imaps,
        packages: unpacked,
        users: ['courier'],
        files: {
          '/etc/courier/imapd.pem': `${certificate.key}\n${certificate.cert}\n`,
          '/etc/courier/userdb': Object.entries(users).map(userLine).join(''),
          '/etc/courier/authdaemonrc': `authmodulelist="authuserdb"
authmodulelistorig="authuserdb"
daemons=2
authdaemonvar=/run/courier/authdaemon
subsystem=mail
DEBUG_LOGIN=0
DEFAULTOPTIONS=""
LOGGEROPTS=""
`,
        },
      });
    let server = await run();
    return {
      host,
      ports: { imap, imaps },
      maildir: (user) => path.join(dir, 'shared', user, 'Maildir'),
      async restart() {
        await server.kill();
        server = await run();
      },
      [Symbol.asyncDispose]: () => server.stop(),
    };
  });
