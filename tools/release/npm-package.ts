import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { distribution } from '@kurrier/shared/bridge/distribution';

const root = path.resolve(import.meta.dirname, '../..');

/** The bin: plain JavaScript that any Node can parse, so that an old one is told so. */
const bin = (nodeOptions: readonly string[]): string => `#!/usr/bin/env node
const { spawn } = require('node:child_process');
if (Number(process.versions.node.split('.')[0]) < 24) {
  console.error('kurrier: Node 24 or newer is needed; this is ' + process.version);
  process.exit(1);
}
const args = [${nodeOptions.map((option) => JSON.stringify(option)).join(', ')}, require.resolve('./kurrier.mjs'), ...process.argv.slice(2)];
const child = spawn(process.execPath, args, { stdio: 'inherit', env: { UV_THREADPOOL_SIZE: '8', ...process.env } });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => process.exit(code === null ? 143 : code));
`;

/** Writes the npm package: the bundle, for people who have Node. It is private until it has a name that nobody else can take. */
export const writeNpmPackage = (
  parts: { bundle: string; licences: string; version: string; nodeOptions: readonly string[] },
  out: string,
): void => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'kurrier-npm-'));
  try {
    const { license, optionalDependencies } = JSON.parse(readFileSync(path.join(root, 'bridge/package.json'), 'utf8')) as Record<
      string,
      unknown
    >;
    const { npmPackage } = distribution.published;
    const manifest = {
      name: npmPackage ?? distribution.program,
      version: parts.version,
      license,
      ...(npmPackage === null && { private: true }),
      bin: { kurrier: 'kurrier.cjs' },
      engines: { node: '>=24' },
      optionalDependencies,
    };
    mkdirSync(out, { recursive: true });
    writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
    writeFileSync(path.join(folder, 'kurrier.cjs'), bin(parts.nodeOptions));
    chmodSync(path.join(folder, 'kurrier.cjs'), 0o755);
    writeFileSync(path.join(folder, 'program.json'), JSON.stringify({ version: parts.version, nodeOptions: parts.nodeOptions }));
    copyFileSync(parts.bundle, path.join(folder, 'kurrier.mjs'));
    copyFileSync(parts.licences, path.join(folder, 'licences.txt'));
    execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', path.resolve(out)], {
      cwd: folder,
      stdio: 'ignore',
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
};
