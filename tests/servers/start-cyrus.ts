import { chmodSync } from 'node:fs';
import path from 'node:path';
import type { ServerCertificate } from './create-ca.ts';
import { findFreePorts } from './free-ports.ts';
import { runInOverlay } from './run-in-overlay.ts';
import { createServerFolder, startWithFreePorts } from './run-server.ts';
import { answerSaslauthd } from './answer-saslauthd.ts';
import { unpackPackages } from './unpack-packages.ts';

export interface Cyrus extends AsyncDisposable {
  host: string;
  ports: { imap: number; imaps: number };
  /** Where a user's messages lie: `spool(user)/Sent/7.`. */
  spool(user: string): string;
  /** Kills it with all its processes, and starts it again with the mail that it had. */
  restart(): Promise<void>;
}

const packages = [
  'cyrus-imapd',
  'cyrus-common',
  'libsasl2-modules',
  'libical3',
  'libxapian30',
  'liblmdb0',
  'libjemalloc2',
  'libclamav12',
  'libmariadb3',
  'libzephyr4',
  'libpcre3',
  'libeatmydata1',
];

/** Starts a private Cyrus 3.6 as Debian ships it: IMAP with STARTTLS, and IMAPS; mailboxes of new users are made at their first sign-in. */
export const startCyrus = ({ certificate, users }: { certificate: ServerCertificate; users: Record<string, string> }): Promise<Cyrus> =>
  startWithFreePorts(async () => {
    const host = '127.0.0.1';
    const [imap, imaps] = (await findFreePorts(2)) as [number, number];
    const dir = createServerFolder('cyrus');
    const unpacked = unpackPackages('cyrus', packages);
    const command = `set -e
[ -d /run/test/lib ] || { mkdir /run/test/lib /run/test/spool; chown cyrus:mail /run/test/lib /run/test/spool; }
mkdir -p /run/cyrus/socket /run/cyrus/proc /run/cyrus/lock; chown -R cyrus:mail /run/cyrus
chown cyrus /etc/imap.key
[ -d /run/test/lib/db ] || { /usr/lib/cyrus/bin/makedirs >/dev/null; chown -R cyrus:mail /run/test/lib /run/test/spool; }
LD_PRELOAD=$(ls /usr/lib/*/libeatmydata.so) exec /usr/lib/cyrus/bin/master -C /etc/imapd.conf -M /etc/cyrus.conf`;
    const run = () =>
      runInOverlay(command, {
        dir,
        host,
        port: imaps,
        packages: unpacked,
        users: ['cyrus'],
        files: {
          '/etc/imap.crt': certificate.cert,
          '/etc/imap.key': certificate.key,
          '/etc/imapd.conf': `configdirectory: /run/test/lib
partition-default: /run/test/spool
defaultpartition: default
proc_path: /run/cyrus/proc
mboxname_lockpath: /run/cyrus/lock
idlesocket: /run/cyrus/socket/idle
altnamespace: yes
unixhierarchysep: yes
admins: cyrus
virtdomains: userid
autocreate_quota: 0
autocreate_inbox_folders: Sent|Drafts|Trash
xlist-sent: Sent
xlist-drafts: Drafts
xlist-trash: Trash
sasl_mech_list: PLAIN
sasl_pwcheck_method: saslauthd
sasl_saslauthd_path: /run/test/mux
tls_server_cert: /etc/imap.crt
tls_server_key: /etc/imap.key
skiplist_unsafe: yes
`,
          '/etc/cyrus.conf': `START {
  recover cmd="/usr/lib/cyrus/bin/ctl_cyrusdb -r"
}
SERVICES {
  imap cmd="/usr/lib/cyrus/bin/imapd" listen="${host}:${imap}" prefork=0 maxchild=60
  imaps cmd="/usr/lib/cyrus/bin/imapd -s" listen="${host}:${imaps}" prefork=1 maxchild=60
}
DAEMON {
  idled cmd="/usr/lib/cyrus/bin/idled"
}
EVENTS {
}
`,
        },
      });
    let server = await run();
    const signIn = await answerSaslauthd(path.join(dir, 'shared', 'mux'), users);
    chmodSync(path.join(dir, 'shared', 'mux'), 0o777);
    return {
      host,
      ports: { imap, imaps },
      spool: (user) => path.join(dir, 'shared', 'spool', 'user', user),
      async restart() {
        await server.kill();
        server = await run();
      },
      async [Symbol.asyncDispose]() {
        await signIn[Symbol.asyncDispose]();
        await server.stop();
      },
    };
  });
