import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { debianFiles } from '../../tools/release/deb.ts';
import { installerFiles } from '../../tools/release/installers.ts';
import { layOutProgram } from '../../tools/release/program-folder.ts';
import { systems } from '../../tools/release/systems.ts';

/** Looked at once, and held since: what a package or an archive has beside the program. */
const show = (files: readonly { text: string; isExecutable: boolean; path?: string; name?: string }[]): string =>
  files
    .map((file) => `──── ${file.isExecutable ? 'executable ' : ''}${file.path ?? file.name}\n${file.text.replaceAll('\r\n', '\n')}`)
    .join('\n');

const golden = (name: string): string => path.join(import.meta.dirname, 'golden', `${name}.txt`);

test('the Debian package has what was looked at', async () => {
  await expect(show(debianFiles(['--disable-sigusr1']))).toMatchFileSnapshot(golden('deb'));
});

test.each(['linux', 'darwin', 'win32'])('an archive for %s has what was looked at', async (platform) => {
  const system = systems.find((one) => one.platform === platform)!;
  await expect(show(installerFiles(system, '1.2.3', ['--disable-sigusr1']))).toMatchFileSnapshot(golden(platform));
});

test.each(systems)('a program for $name is laid out from packages that hold nothing but what is needed of them', (system) => {
  const work = mkdtempSync(path.join(tmpdir(), 'kurrier-program-'));
  onTestFinished(() => rmSync(work, { recursive: true }));
  const part = (name: string): string => {
    writeFileSync(path.join(work, name), name);
    return path.join(work, name);
  };
  const node = system.platform === 'win32' ? 'node.exe' : 'node';
  const unpack = (name: string, folder: string): void => {
    mkdirSync(path.join(folder, 'bin'), { recursive: true });
    writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ name }));
    if (name === system.runtime) writeFileSync(path.join(folder, 'bin', node), name);
  };
  const folder = path.join(work, 'program');
  layOutProgram(system, { bundle: part('bundle'), licences: part('licences'), nodeLicence: part('node-licence') }, folder, unpack);
  expect(readdirSync(folder).sort()).toEqual(
    ['kurrier.mjs', 'licences.txt', node, 'node-licence.txt', 'node_modules', 'program.json'].sort(),
  );
  expect(statSync(path.join(folder, node)).mode & 0o777).toBe(0o755);
  expect(readdirSync(path.join(folder, 'node_modules/@napi-rs')).sort()).toEqual(['keyring', path.basename(system.keyring)]);
});

test('the runtimes of all systems are of one version, so that one licence is that of all', () => {
  const { optionalDependencies } = JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../package.json'), 'utf8')) as {
    optionalDependencies: Record<string, string>;
  };
  const versions = systems.map(({ runtime }) => optionalDependencies[runtime]);
  expect(new Set(versions)).toEqual(new Set([expect.stringMatching(/^\d+\.\d+\.\d+$/)]));
});
