import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { requireBinary } from './run-server.ts';

/** A machine that never asked for the list of packages has to do so once. */
const download = (packages: readonly string[], cwd: string): void => {
  const run = (...args: string[]) => execFileSync('apt-get', args, { cwd, stdio: 'ignore' });
  try {
    run('download', '-q', ...packages);
  } catch {
    run('update', '-qq');
    run('download', '-q', ...packages);
  }
};

const cache = path.resolve(import.meta.dirname, '../../node_modules/.cache/kurrier-peers');

/**
 * Downloads Debian packages and unpacks them into a folder, once for each list of them: for servers that cannot be installed beside those
 * that are. Returns the folder; its layout is that of a merged /usr. Fails, naming the command, where there is no apt.
 */
export const unpackPackages = (name: string, packages: readonly string[]): string => {
  const folder = path.join(cache, `${name}-${createHash('sha256').update(packages.join()).digest('hex').slice(0, 8)}`);
  if (existsSync(folder)) return folder;
  requireBinary('/usr/bin/apt-get', `apt (these tests unpack ${packages.join(' ')})`);
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(`${folder}-`);
  try {
    download(packages, work);
    const root = path.join(work, 'root');
    for (const file of readdirSync(work).filter((entry) => entry.endsWith('.deb'))) execFileSync('dpkg', ['-x', file, root], { cwd: work });
    const separateLib = path.join(root, 'lib');
    if (existsSync(separateLib)) {
      execFileSync('cp', ['-a', `${separateLib}/.`, path.join(root, 'usr/lib')]);
      rmSync(separateLib, { recursive: true });
    }
    try {
      renameSync(root, folder);
    } catch (error) {
      // Another test run was quicker; its folder is as good.
      if (!existsSync(folder)) throw error;
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return folder;
};
