import { execFileSync } from 'node:child_process';
import path from 'node:path';
import type { ServerCertificate } from './create-ca.ts';
import { findFreePorts } from './free-ports.ts';
import { runInOverlay } from './run-in-overlay.ts';
import { createServerFolder, startWithFreePorts } from './run-server.ts';
import { unpackPackages } from './unpack-packages.ts';

export interface Mailutils extends AsyncDisposable {
  host: string;
  /** IMAPS. */
  port: number;
  /** The mbox file of INBOX. */
  inbox: string;
  /** Kills it with all its processes, and starts it again with the mail that it had. */
  restart(): Promise<void>;
}

const packages = [
  'mailutils-imap4d',
  'mailutils-common',
  'libmailutils9',
  'guile-3.0-libs',
  'libgc1',
  'libgsasl18',
  'libntlm0',
  'libidn12',
  'libgssglue1',
  'libltdl7',
  'libmariadb3',
];

/**
 * Starts a private imap4d of GNU mailutils as Debian ships it, under TLS, for one user; mail lies in mbox files. The poorest server: it
 * finds nothing by `UID SEARCH UID 1:*`, and knows neither UIDPLUS nor keywords nor what EXPUNGE is answered with.
 */
export const startMailutils = ({
  certificate,
  user,
  password,
}: {
  certificate: ServerCertificate;
  user: string;
  password: string;
}): Promise<Mailutils> =>
  startWithFreePorts(async () => {
    const host = '127.0.0.1';
    const [port] = (await findFreePorts(1)) as [number];
    const dir = createServerFolder('mailutils');
    const unpacked = unpackPackages('mailutils', packages);
    const hash = execFileSync('openssl', ['passwd', '-6', '-stdin'], { input: password }).toString().trim();
    // INBOX has to be there before anything can be appended to it.
    const command = `set -e
[ -d /run/test/mail ] || { mkdir -m 1777 /run/test/mail; mkdir /run/test/home; : > '/run/test/mail/${user}'; chown -R 64000:64000 /run/test/home '/run/test/mail/${user}'; }
chmod 600 /etc/imap.key
sed -i 's|^${user}:.*|${user}:${hash}:64000:64000::/run/test/home:/bin/sh|' /etc/passwd
exec /usr/sbin/imap4d --config-file=/etc/imap4d.conf --foreground --daemon=60`;
    const run = () =>
      runInOverlay(command, {
        dir,
        host,
        port,
        packages: unpacked,
        users: [user],
        files: {
          '/etc/imap.crt': certificate.cert,
          '/etc/imap.key': certificate.key,
          '/etc/imap4d.conf': `logging { syslog no; }
mailbox { mail-spool /run/test/mail; mailbox-type mbox; }
auth { authentication "generic:system"; authorization "system"; }
tls { ssl-certificate-file /etc/imap.crt; ssl-key-file /etc/imap.key; }
server ${host}:${port} { tls-mode connection; }
`,
        },
      });
    let server = await run();
    return {
      host,
      port,
      inbox: path.join(dir, 'shared', 'mail', user),
      async restart() {
        await server.kill();
        server = await run();
      },
      [Symbol.asyncDispose]: () => server.stop(),
    };
  });
