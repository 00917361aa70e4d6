import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const lockFile = readFileSync(path.join(root, 'pnpm-lock.yaml'), 'utf8');

/** Version and hash of a package as the lock file has them. Throws where it has none, or more than one version. */
const findLocked = (name: string): { version: string; integrity: string } => {
  const pattern = new RegExp(String.raw`^  '?${name}@([\w.-]+)'?:\n    resolution: \{integrity: (sha512-[\w+/=]+)\}`, 'gm');
  const [found, ...more] = lockFile.matchAll(pattern);
  if (!found || more.length > 0) throw new Error(`pnpm-lock.yaml names ${more.length > 0 ? 'several versions' : 'no version'} of ${name}`);
  return { version: found[1]!, integrity: found[2]! };
};

/**
 * Unpacks a package of the lock file, also one for another system, into a folder. npm fetches it; what came is refused where its hash is not
 * the locked one, and no script of it runs.
 */
export const unpackLocked = (name: string, folder: string): void => {
  const { version, integrity } = findLocked(name);
  const temporary = mkdtempSync(path.join(os.tmpdir(), 'kurrier-package-'));
  try {
    const args = ['pack', `${name}@${version}`, '--ignore-scripts', '--prefer-offline', '--silent', '--pack-destination', temporary];
    execFileSync('npm', args, { cwd: temporary, stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' });
    const [file] = readdirSync(temporary);
    if (!file) throw new Error(`${name}@${version} could not be fetched`);
    const archive = path.join(temporary, file);
    const hash = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`;
    if (hash !== integrity) throw new Error(`${name}@${version} is not what pnpm-lock.yaml has`);
    execFileSync('tar', ['-xzf', archive, '-C', temporary]);
    const unpacked = readdirSync(temporary).find((entry) => entry !== file && existsSync(path.join(temporary, entry, 'package.json')));
    mkdirSync(folder, { recursive: true });
    cpSync(path.join(temporary, unpacked!), folder, { recursive: true });
  } finally {
    rmSync(temporary, { recursive: true });
  }
};
