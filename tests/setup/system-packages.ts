import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** What the tests need that no npm package brings: the file that shows it is there, and the Debian package with it. */
const needed = [
  { file: '/usr/bin/chromium', package: 'chromium' },
  { file: '/usr/bin/firefox-esr', package: 'firefox-esr' },
  { file: '/usr/sbin/dovecot', package: 'dovecot-core' },
  { file: '/usr/lib/dovecot/imap', package: 'dovecot-imapd' },
  { file: '/usr/lib/dovecot/lmtp', package: 'dovecot-lmtpd' },
  { file: '/usr/sbin/postfix', package: 'postfix' },
  { file: '/usr/bin/openssl', package: 'openssl' },
  { file: '/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf', package: 'fonts-dejavu-core' },
];

const run = (command: string[]): boolean => {
  const [name, ...args] = process.getuid?.() === 0 ? command : ['sudo', ...command];
  const { status } = spawnSync(name!, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return status === 0;
};

/** Installs the servers and browsers that are missing. Where that is not possible, says exactly what to install, and answers false. */
export const installSystemPackages = (): boolean => {
  const missing = () => needed.filter(({ file }) => !existsSync(file));
  const packages = missing().map((entry) => entry.package);
  if (packages.length === 0) return true;
  console.log(`Installing ${packages.join(', ')} …`);
  if (existsSync('/usr/bin/apt-get')) {
    run(['apt-get', 'update', '-qq']);
    run(['apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...packages]);
  }
  const left = missing();
  if (left.length === 0) return true;
  console.error('The tests use real mail servers and real browsers. Missing:');
  for (const entry of left) console.error(`  ${entry.file}  (Debian and Ubuntu: apt-get install ${entry.package})`);
  return false;
};
