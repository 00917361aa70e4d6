import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { startRegistry, type ServedPackage } from './start-registry.ts';

/** What comes from the registry in place of the Node runtime and of pnpm, with the project's own lock files. */
const root = path.resolve(import.meta.dirname, '../..');
const system = `${process.platform}-${process.arch}`;
const pnpm = `@pnpm/exe.${system}`;
const runtime = `node-${system}`;
const { optionalDependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  optionalDependencies: Record<string, string>;
};
const npmLock = readFileSync(path.join(root, 'tools/pnpm/package-lock.json'), 'utf8');
const lockedPnpm = (JSON.parse(npmLock) as { packages: Record<string, { version: string; integrity: string }> }).packages[
  `node_modules/${pnpm}`
]!;
const pnpmLock = readFileSync(path.join(root, 'pnpm-lock.yaml'), 'utf8');
const runtimeVersion = optionalDependencies[runtime]!;
const lockedRuntime = new RegExp(`\n  ${runtime}@${runtimeVersion}:\n    resolution: \\{integrity: (\\S+)\\}`).exec(pnpmLock)![1]!;

beforeAll(() => {
  execFileSync(process.execPath, [path.join(root, 'tools/pnpm.mjs'), '--version'], { stdio: 'ignore' });
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'kurrier-install-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the project's own tools in a folder where nothing is installed yet, against this registry alone. */
const runTool = (project: string, tool: string, registry: string): Promise<{ code: number | null; output: string; errors: string }> =>
  new Promise((resolve, reject) => {
    writeFileSync(path.join(folder, '.npmrc'), `registry=${registry}/\nfetch-retries=0\ncache=${folder}/npm\n`);
    const env = {
      PATH: process.env.PATH,
      CI: 'true',
      pnpm_config_fetch_retries: '0',
      HOME: folder,
      XDG_CACHE_HOME: `${folder}/cache`,
      XDG_DATA_HOME: `${folder}/data`,
    };
    const child = spawn(process.execPath, [path.join('tools', tool), '--version'], { cwd: project, env });
    let output = '';
    let errors = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output, errors }));
  });

/** A program that says so where it runs. */
const forged = { content: '#!/bin/sh\necho forged\n', output: 'forged\n' };
const forgedPnpm = (): ServedPackage => ({ name: pnpm, version: lockedPnpm.version, files: { pnpm: forged.content } });
const forgedRuntime = (): ServedPackage => ({ name: runtime, version: runtimeVersion, files: { 'bin/node': forged.content } });

const copyTools = (): string => {
  const project = path.join(folder, 'project');
  cpSync(path.join(root, 'tools'), path.join(project, 'tools'), { recursive: true, filter: (file) => !file.includes('node_modules') });
  return project;
};

const lockPnpm = (project: string, integrity: string): void =>
  writeFileSync(path.join(project, 'tools/pnpm/package-lock.json'), npmLock.replace(lockedPnpm.integrity, integrity));

/** A project with nothing but the runtime, under the project's own rules of installation and with its pnpm. */
const createRuntimeProject = (): string => {
  const project = copyTools();
  symlinkSync(path.join(root, 'tools/pnpm/node_modules'), path.join(project, 'tools/pnpm/node_modules'));
  for (const file of ['pnpm-workspace.yaml', '.pnpmfile.cjs']) cpSync(path.join(root, file), path.join(project, file));
  const manifest = { name: 'kurrier', private: true, optionalDependencies: { [runtime]: runtimeVersion } };
  writeFileSync(path.join(project, 'package.json'), JSON.stringify(manifest));
  lockRuntime(project, lockedRuntime);
  return project;
};

const lockRuntime = (project: string, integrity: string): void =>
  writeFileSync(
    path.join(project, 'pnpm-lock.yaml'),
    `${pnpmLock.slice(0, pnpmLock.indexOf('importers:'))}importers:

  .:
    optionalDependencies:
      ${runtime}:
        specifier: ${runtimeVersion}
        version: ${runtimeVersion}

packages:

  ${runtime}@${runtimeVersion}:
    resolution: {integrity: ${integrity}}
    cpu: [${process.arch}]
    os: [${process.platform}]
    hasBin: true

snapshots:

  ${runtime}@${runtimeVersion}:
    optional: true
`,
  );

const registriesThat: [string, (locked: string) => string | undefined][] = [
  ['admits to another hash', () => undefined],
  ['claims the hash that is locked', (locked) => locked],
];

test.each(registriesThat)('a pnpm from a registry that %s is refused with words, and never runs', async (_, claim) => {
  await using registry = await startRegistry(folder, [{ ...forgedPnpm(), claimedIntegrity: claim(lockedPnpm.integrity) }]);
  const { code, output, errors } = await runTool(copyTools(), 'pnpm.mjs', registry.url);
  expect({ code, output }).toEqual({ code: 1, output: '' });
  expect(errors).toContain('pnpm could not be fetched as it is locked');
});

test('a pnpm whose hash is locked is fetched once and runs, from then on without the registry', async () => {
  const project = copyTools();
  {
    await using registry = await startRegistry(folder, [forgedPnpm()]);
    lockPnpm(project, registry.integrity(pnpm));
    expect(await runTool(project, 'pnpm.mjs', registry.url)).toMatchObject({ code: 0, output: forged.output });
  }
  expect(await runTool(project, 'pnpm.mjs', 'http://127.0.0.1:1')).toMatchObject({ code: 0, output: forged.output });
});

test.each(registriesThat)('a runtime from a registry that %s is refused with words, and no other Node runs', async (_, claim) => {
  await using registry = await startRegistry(folder, [{ ...forgedRuntime(), claimedIntegrity: claim(lockedRuntime) }]);
  const { code, output, errors } = await runTool(createRuntimeProject(), 'run.mjs', registry.url);
  expect({ code, output }).toEqual({ code: 1, output: '' });
  expect(errors).toContain('Node could not be fetched as it is locked');
});

test('a runtime that was refused is taken once it is the one that is locked', async () => {
  const project = createRuntimeProject();
  await using registry = await startRegistry(folder, [forgedRuntime()]);
  expect(await runTool(project, 'run.mjs', registry.url)).toMatchObject({ code: 1 });
  lockRuntime(project, registry.integrity(runtime));
  expect(await runTool(project, 'run.mjs', registry.url)).toMatchObject({ code: 0, output: forged.output });
});

test('a runtime that could not be fetched for want of a network is fetched the next time', async () => {
  const project = createRuntimeProject();
  await using registry = await startRegistry(folder, [forgedRuntime()]);
  lockRuntime(project, registry.integrity(runtime));
  expect(await runTool(project, 'run.mjs', 'http://127.0.0.1:1')).toMatchObject({ code: 1 });
  expect(await runTool(project, 'run.mjs', registry.url)).toMatchObject({ code: 0, output: forged.output });
});

test('every package of the lock file has a hash, none comes from elsewhere than the registry, none runs a script at installation', () => {
  const resolutions = pnpmLock.match(/^ {4}resolution: .*$/gm)!;
  expect(resolutions.length).toBeGreaterThan(200);
  expect(resolutions.filter((line) => !/^ {4}resolution: \{integrity: sha512-[\w+/]+=*\}$/.test(line))).toEqual([]);
  const settings = readFileSync(path.join(root, 'pnpm-workspace.yaml'), 'utf8');
  expect(settings).toMatch(/^allowBuilds: \{\}$/m);
  expect(settings).toMatch(/^minimumReleaseAge: [1-9]\d{3,}$/m);
  expect(settings).not.toMatch(/overrides/);
});

test('every runtime names in the lock file the system that it is for', () => {
  for (const name of Object.keys(optionalDependencies))
    expect(pnpmLock).toMatch(new RegExp(`\n {2}${name}@.*\n.*\n {4}cpu: \\[\\w+\\]\n {4}os: \\[\\w+\\]\n`));
});
