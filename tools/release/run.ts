import { execFileSync } from 'node:child_process';
import { releasePackages } from '@kurrier/shared/bridge/release-packages';
import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { bundleBridge, largestBundle } from './bundle-bridge.ts';
import { writeDeb } from './deb.ts';
import { installerFiles } from './installers.ts';
import { writeNpmPackage } from './npm-package.ts';
import { layOutProgram, nodeOptions, version, writeNodeLicence, type ProgramParts } from './program-folder.ts';
import { systems, type System } from './systems.ts';
import { writeZip } from './zip.ts';

/**
 * `npm run release`: writes everything that one would publish, from the locked sources alone. `--only` limits it to some of: linux-x64 and the
 * other systems, deb-amd64, deb-arm64, store, npm.
 */
const { values } = parseArgs({
  options: { out: { type: 'string', default: '.output/release' }, only: { type: 'string', multiple: true } },
});
const root = path.resolve(import.meta.dirname, '../..');
const out = path.resolve(values.out);
const work = mkdtempSync(path.join(os.tmpdir(), 'kurrier-release-'));
const isWanted = (name: string): boolean => values.only === undefined || values.only.includes(name);
const node = (...args: string[]): void => void execFileSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });

const writeArchive = (system: System, parts: ProgramParts): void => {
  const archive = releasePackages[system.name].fileName(version);
  const name = archive.replace(/\.(?:tar\.gz|zip)$/, '');
  const folder = path.join(work, name);
  layOutProgram(system, parts, path.join(folder, 'program'));
  for (const { name: file, text, isExecutable } of installerFiles(system, version, nodeOptions)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
    chmodSync(path.join(folder, file), isExecutable ? 0o755 : 0o644);
  }
  copyFileSync(path.join(root, 'LICENSE'), path.join(folder, 'LICENSE.txt'));
  if (system.platform === 'linux') execFileSync('tar', ['-czf', path.join(out, archive), '--owner=0', '--group=0', '-C', work, name]);
  else writeZip(folder, path.join(out, archive));
  if (system.debian !== null && isWanted(`deb-${system.debian}`)) {
    const program = path.join(work, `${name}-deb`);
    cpSync(path.join(folder, 'program'), program, { recursive: true });
    writeFileSync(path.join(program, 'program.json'), `${JSON.stringify({ version, nodeOptions, managedBy: 'dpkg' })}\n`);
    const file = path.join(out, releasePackages[`deb-${system.debian}`].fileName(version));
    writeDeb({ folder: program, architecture: system.debian, version, nodeOptions }, file);
    rmSync(program, { recursive: true });
  }
  rmSync(folder, { recursive: true });
};

const writeStoreArchives = (): void => {
  for (const browser of ['chrome', 'firefox']) node('node_modules/wxt/bin/wxt.mjs', 'zip', '-b', browser, '--level', 'warn');
  for (const name of readdirSync(path.join(root, '.output')).filter((file) => file.endsWith('.zip')))
    copyFileSync(path.join(root, '.output', name), path.join(out, name));
};

const writeChecksums = (): void => {
  const names = readdirSync(out)
    .filter((name) => name !== 'SHA256SUMS')
    .sort();
  const line = (name: string): string =>
    `${createHash('sha256')
      .update(readFileSync(path.join(out, name)))
      .digest('hex')}  ${name}\n`;
  writeFileSync(path.join(out, 'SHA256SUMS'), names.map(line).join(''));
};

try {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  node('tools/third-party.mjs', '--out', out);
  const parts = {
    bundle: path.join(work, 'kurrier.mjs'),
    licences: path.join(out, 'licences.txt'),
    nodeLicence: path.join(work, 'node-licence.txt'),
  };
  writeNodeLicence(parts.nodeLicence);
  const size = await bundleBridge(parts.bundle);
  if (size > largestBundle) throw new Error(`the bundle has ${size} bytes, ${largestBundle} at most`);
  for (const system of systems.filter(({ name, debian }) => isWanted(name) || (debian !== null && isWanted(`deb-${debian}`))))
    writeArchive(system, parts);
  if (isWanted('npm')) writeNpmPackage({ ...parts, version, nodeOptions }, out);
  if (isWanted('store')) writeStoreArchives();
  writeChecksums();
  process.stdout.write(`${readFileSync(path.join(out, 'SHA256SUMS'), 'utf8')}\nin ${out}\n`);
} finally {
  rmSync(work, { recursive: true });
}
