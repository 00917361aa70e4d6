import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

export interface SystemPackage {
  file: string;
  package: string;
}

/** What the tests need that no npm package brings: the file that shows it is there, and the Debian package with it. */
const needed: readonly SystemPackage[] = [
  { file: '/usr/bin/chromium', package: 'chromium' },
  { file: '/usr/bin/firefox-esr', package: 'firefox-esr' },
  { file: '/usr/sbin/dovecot', package: 'dovecot-core' },
  { file: '/usr/lib/dovecot/imap', package: 'dovecot-imapd' },
  { file: '/usr/lib/dovecot/lmtp', package: 'dovecot-lmtpd' },
  { file: '/usr/sbin/postfix', package: 'postfix' },
  { file: '/usr/bin/redis-server', package: 'redis-server' },
  { file: '/usr/bin/pg_ctlcluster', package: 'postgresql' },
  { file: '/usr/bin/openssl', package: 'openssl' },
  { file: '/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf', package: 'fonts-dejavu-core' },
];

const runAsRoot = (command: string[]): boolean => {
  const [name, ...args] = process.getuid?.() === 0 ? command : ['sudo', ...command];
  const { status } = spawnSync(name!, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return status === 0;
};

/** What some benchmarks compare with. */
export const benchmarkPeers: Readonly<Record<string, readonly SystemPackage[]>> = { sync: [{ file: '/usr/bin/mbsync', package: 'isync' }] };

/** What an installation asks of the system; tests hand in another one. */
export interface PackageSystem {
  has: (file: string) => boolean;
  /** Runs a command with the rights that installing takes; whether it succeeded. */
  run: (command: string[]) => boolean;
  print: (line: string) => void;
}

const thisSystem: PackageSystem = { has: existsSync, run: runAsRoot, print: console.error };

/**
 * Installs the servers and browsers that are missing, and `more`. Where that is not possible, says exactly what to install, and answers
 * false.
 */
export const installSystemPackages = (more: readonly SystemPackage[] = [], { has, run, print }: PackageSystem = thisSystem): boolean => {
  const missing = () => [...needed, ...more].filter(({ file }) => !has(file));
  const packages = missing().map((entry) => entry.package);
  if (packages.length === 0) return true;
  print(`Installing ${packages.join(', ')} …`);
  if (has('/usr/bin/apt-get')) {
    run(['apt-get', 'update', '-qq']);
    run(['apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...packages]);
  }
  const left = missing();
  if (left.length === 0) return true;
  print('Tests and benchmarks use real mail servers and real browsers. Missing:');
  for (const entry of left) print(`  ${entry.file}  (Debian and Ubuntu: apt-get install ${entry.package})`);
  return false;
};
