import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ServerCertificate } from './create-ca.ts';
import { findFreePorts } from './free-ports.ts';
import { describeMaster, describePostfix } from './postfix-config.ts';
import { createServerFolder, requireBinary, runServer, startWithFreePorts } from './run-server.ts';
import type { Dovecot } from './start-dovecot.ts';

export interface PostfixOverrides {
  certificate: ServerCertificate;
  /** Checks the passwords, and takes the mail for mail.test. */
  dovecot: Dovecot;
  host?: string;
  /** Lines of main.cf that come last. */
  extra?: string;
  /** Options of the smtpd services in master.cf: `-o smtpd_…=…`. */
  smtpdOptions?: string;
}

export interface Postfix extends AsyncDisposable {
  dir: string;
  host: string;
  /** 587-like: STARTTLS is required. 465-like: TLS at once. 25-like: STARTTLS is offered. */
  ports: { submission: number; submissions: number; smtp: number };
  log(): string;
}

const queueFolders: Record<string, number> = {
  ...Object.fromEntries(
    ['active', 'bounce', 'corrupt', 'defer', 'deferred', 'flush', 'hold', 'incoming', 'private', 'saved', 'trace'].map((name) => [
      name,
      0o700,
    ]),
  ),
  maildrop: 0o730,
  public: 0o710,
  pid: 0o755,
};

const ownerOf = (name: string): string =>
  name === 'pid' ? 'root' : name === 'maildrop' || name === 'public' ? 'postfix:postdrop' : 'postfix';

/** Starts a private Postfix (needs root): mail of signed-in users for mail.test goes to Dovecot over LMTP, all other is discarded. */
export const startPostfix = (overrides: PostfixOverrides): Promise<Postfix> => startWithFreePorts(() => startOnce(overrides));

const startOnce = async ({
  certificate,
  dovecot,
  host = '127.0.0.1',
  extra = '',
  smtpdOptions = '',
}: PostfixOverrides): Promise<Postfix> => {
  const binary = requireBinary('/usr/lib/postfix/sbin/master', 'postfix');
  if (process.getuid?.() !== 0) throw new Error('Postfix starts only as root: run the tests with sudo');
  const [submission, submissions, smtp] = (await findFreePorts(3, host)) as [number, number, number];
  const ports = { submission, submissions, smtp };
  const dir = createServerFolder('postfix');
  const config = path.join(dir, 'etc');
  const queue = path.join(dir, 'queue');
  for (const folder of [config, queue, path.join(dir, 'data')]) mkdirSync(folder);
  execFileSync('chown', ['postfix', path.join(dir, 'data')]);
  writeFileSync(path.join(config, 'server.crt'), certificate.cert);
  writeFileSync(path.join(config, 'server.key'), certificate.key, { mode: 0o600 });
  writeFileSync(path.join(config, 'main.cf'), describePostfix({ dir, host, dovecot, extra }));
  writeFileSync(path.join(config, 'master.cf'), describeMaster({ host, ports, smtpdOptions }));
  for (const [name, mode] of Object.entries(queueFolders)) {
    const folder = path.join(queue, name);
    mkdirSync(folder);
    execFileSync('chown', [ownerOf(name), folder]);
    chmodSync(folder, mode);
  }
  // Postfix waits a moment after a configuration file was touched, so these are old.
  for (const name of ['main.cf', 'master.cf']) utimesSync(path.join(config, name), 1, 1);
  const logFile = path.join(dir, 'postfix.log');
  const server = await runServer([binary, '-c', config, '-s'], { dir, host, port: submission, logFile });
  return { dir, host, ports, log: () => readFileSync(logFile, 'utf8'), [Symbol.asyncDispose]: server.stop };
};
