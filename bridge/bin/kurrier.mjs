#!/usr/bin/env node
// Plain JavaScript for any Node from 18 on: installs what is missing, then runs the command line under the project's own Node.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const lockFile = path.join(root, 'pnpm-lock.yaml');
const installedLock = path.join(root, 'node_modules/.pnpm/lock.yaml');

const isInstalled = () => existsSync(installedLock) && readFileSync(installedLock, 'utf8') === readFileSync(lockFile, 'utf8');

if (!isInstalled()) {
  process.stderr.write('Installing what Kurrier needs (once) …\n');
  const install = spawnSync('npx', ['-y', '--prefer-offline', 'pnpm@12.21.0', 'install', '--frozen-lockfile'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (install.status !== 0) {
    process.stderr.write('The installation failed; the lines above say why.\n');
    process.exit(install.status ?? 1);
  }
}

const bundled = path.join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');
const node = existsSync(bundled) ? bundled : process.execPath;
if (node === process.execPath && Number(process.versions.node.split('.')[0]) < 24) {
  process.stderr.write(`Kurrier needs Node 24 or newer; this is ${process.version}, and there is no Node package for this system.\n`);
  process.exit(1);
}

// The signal that would open a debugger's port on a running process is switched off. A small young generation is collected
// often, and with it the buffers of mail and uploads: with Node's 16 MB a 25 MB attachment costs 75 MB of memory, with 4 MB 45.
// The old one may grow by 40 %, not to a multiple: a minute of strangers who connect and are refused costs 114 MB or 15.
const nodeOptions = JSON.parse(readFileSync(path.join(root, 'bridge/bin/node-options.json'), 'utf8'));
// The system looks names up on half of Node's threads: with its 4, two dead names hold up all others. Each thread costs about 20 kB.
const threads = '8';
const child = spawn(node, [...nodeOptions, path.join(root, 'bridge/src/cli/main.ts'), ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: {
    ...process.env,
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? path.join(root, 'node_modules/.cache/node'),
    UV_THREADPOOL_SIZE: process.env.UV_THREADPOOL_SIZE ?? threads,
  },
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)));
