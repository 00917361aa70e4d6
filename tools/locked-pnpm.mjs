import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const tools = path.dirname(fileURLToPath(import.meta.url));
const folder = path.join(tools, 'pnpm');
const name = `@pnpm/exe.${process.platform}-${process.arch}`;
const binary = path.join(folder, 'node_modules', name, process.platform === 'win32' ? 'pnpm.exe' : 'pnpm');

/** The hash of this system's pnpm in a lock file of npm; undefined where the file or the entry is not there. */
const lockedIntegrity = (lockFile) => {
  if (!existsSync(lockFile)) return undefined;
  return JSON.parse(readFileSync(lockFile, 'utf8')).packages?.[`node_modules/${name}`]?.integrity;
};

const isInstalled = (integrity) =>
  existsSync(binary) && lockedIntegrity(path.join(folder, 'node_modules/.package-lock.json')) === integrity;

/**
 * The path of the pnpm that `pnpm/package-lock.json` holds, fetched first where it is not there: npm checks its hash and runs no script.
 * Throws an Error with words where none is locked for this system, and where what came is not what was locked.
 */
const installLockedPnpm = () => {
  const integrity = lockedIntegrity(path.join(folder, 'package-lock.json'));
  if (!integrity) throw new Error(`No pnpm is locked for ${process.platform} ${process.arch}; tools/pnpm/package.json lists the systems.`);
  if (isInstalled(integrity)) return binary;
  const args = ['ci', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];
  // Standard output belongs to the command that needed pnpm.
  const npm = spawnSync('npm', args, { cwd: folder, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  // npm leaves out an optional package that it refuses, and calls that a success.
  if (npm.status !== 0 || !isInstalled(integrity))
    throw new Error('pnpm could not be fetched as it is locked: there is no network, or what came has another hash.');
  return binary;
};

/** Runs the locked pnpm in the project's folder and resolves with its exit code. With `quiet` it writes to standard error alone. */
export const runLockedPnpm = (args, { quiet = false } = {}) =>
  new Promise((resolve, reject) => {
    const stdio = quiet ? ['ignore', 2, 2] : 'inherit';
    const child = spawn(installLockedPnpm(), args, { cwd: path.dirname(tools), stdio });
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
