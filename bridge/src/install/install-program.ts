import { rm } from 'node:fs/promises';
import path from 'node:path';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';
import { logsFolder } from '../files/rotating-log.ts';
import { copyProgram, programsFolder } from './copy-program.ts';
import { makeFile, missingFolders, takeBackFiles } from './made-files.ts';
import { readManifest, removeManifest, writeManifest, type Manifest, type ManifestUnreadable, type StartedBy } from './manifest.ts';
import { planFiles, type Computer } from './plan-files.ts';
import { changeSessionStart, findSessionStart, type Run } from './session-start.ts';

export interface InstallDeps {
  computer: Computer;
  store: string;
  /** The folder of the keys, which lies apart from the store. */
  keys: string;
  uid: number;
  run: Run;
  /** Whether the bridge of the data folder answers as one, within a time that it may take; false at once where one that was started ended. */
  answers: (longestMs?: number) => Promise<boolean>;
  /** Ends the bridge of the data folder, if one runs; false where it does not end. */
  stopBridge: () => Promise<boolean>;
  isBridgeRunning: () => Promise<boolean>;
  /** Starts the bridge where no manager of the session does, and does not wait for it. */
  startDetached: (folder: string, nodeOptions: readonly string[]) => void;
}

/** The program of a release that is to be installed. */
export interface Release {
  folder: string;
  version: string;
  nodeOptions: readonly string[];
  /** The Node that is copied where the folder holds none. */
  runtime: string;
}

/**
 * Why nothing was installed. `wentBackTo`: the version that was put back, and whether it answers (`isBack`); null where everything that was
 * made is gone.
 */
export type InstallFailure =
  | ManifestUnreadable
  | { kind: 'bridge-by-hand' }
  | { kind: 'does-not-stop' }
  | { kind: 'does-not-start'; detail: string | null; wentBackTo: string | null; isBack: boolean };

export interface Installed {
  version: string;
  /** The version that was there before. */
  replaced: string | null;
  startedBy: StartedBy;
}

/**
 * Installs a release, or puts it in the place of the one that is there; data is not touched. Where the new one does not answer, the former
 * one is started again, or everything is taken back.
 */
export const installProgram = async (deps: InstallDeps, release: Release): Promise<Outcome<Installed, InstallFailure>> => {
  const { store, computer, run } = deps;
  const found = await readManifest(store);
  if (!found.ok) return found;
  const previous = found.value;
  if (!previous && (await deps.isBridgeRunning())) return fail({ kind: 'bridge-by-hand' });
  const startedBy = await findSessionStart(computer.platform, run);
  const folders = [store, deps.keys].flatMap((folder) => missingFolders(path.join(folder, 'file')));
  const folder = await copyProgram(release.folder, store, release.version, release.runtime);
  if (previous && !(await stop(deps, previous))) return fail({ kind: 'does-not-stop' });
  const { version, nodeOptions } = release;
  const manifest: Manifest = {
    ...(structuredClone(previous) ?? { version: 1, folders, files: [], registryKeys: [] }),
    program: { folder, version, nodeOptions: [...nodeOptions] },
    startedBy,
  };
  const problem = await begin(deps, manifest);
  if (problem === null && (await deps.answers())) {
    if (previous && previous.program.folder !== folder) await forgetProgram(deps, manifest, previous.program.folder);
    return succeed({ version, replaced: previous?.program.version ?? null, startedBy });
  }
  await stop(deps, manifest);
  if (!previous) {
    await takeBack(deps, manifest, []);
    return fail({ kind: 'does-not-start', detail: problem, wentBackTo: null, isBack: false });
  }
  await begin(deps, { ...manifest, program: previous.program, startedBy: previous.startedBy });
  await rm(folder, { recursive: true, force: true });
  const isBack = await deps.answers();
  return fail({ kind: 'does-not-start', detail: problem, wentBackTo: previous.program.version, isBack });
};

/** Makes what the plan says and starts the bridge; null, or what went wrong. */
const begin = async (deps: InstallDeps, manifest: Manifest): Promise<string | null> => {
  const { folder, nodeOptions } = manifest.program;
  const plan = planFiles(deps.computer, manifest.startedBy, folder, nodeOptions);
  for (const file of plan.files) await makeFile(deps.store, manifest, file);
  for (const { key, file } of plan.registry) {
    if (!manifest.registryKeys.includes(key)) manifest.registryKeys.push(key);
    await writeManifest(deps.store, manifest);
    await deps.run('reg', ['add', key, '/f', '/ve', '/d', file]);
  }
  if (manifest.startedBy === 'autostart') deps.startDetached(folder, nodeOptions);
  return changeSessionStart(deps.run, 'start', manifest.startedBy, { startFile: plan.files[0]!.path, uid: deps.uid });
};

const stop = async (deps: InstallDeps, { startedBy }: Manifest): Promise<boolean> => {
  await changeSessionStart(deps.run, 'stop', startedBy, { startFile: '', uid: deps.uid });
  return deps.stopBridge();
};

/** Removes a version that was replaced, with the files in it that the manifest names. */
const forgetProgram = async ({ store }: InstallDeps, manifest: Manifest, folder: string): Promise<void> => {
  manifest.files = manifest.files.filter((file) => !file.path.startsWith(folder));
  await writeManifest(store, manifest);
  await rm(folder, { recursive: true, force: true });
};

const takeBack = async ({ store, run }: InstallDeps, manifest: Manifest, whole: readonly string[]): Promise<string[]> => {
  for (const key of manifest.registryKeys) await run('reg', ['delete', key, '/f']);
  const left = await takeBackFiles(manifest, [programsFolder(store), logsFolder(store), ...whole]);
  await removeManifest(store);
  if (manifest.startedBy === 'systemd') await run('systemctl', ['--user', 'daemon-reload']);
  return left;
};

/**
 * Removes what was installed, `withData` accounts, keys and mail as well, and answers the files that somebody else changed and that are left;
 * null where nothing is installed.
 */
export const uninstallProgram = async (
  deps: InstallDeps,
  withData: boolean,
): Promise<Outcome<{ left: string[] } | null, ManifestUnreadable | { kind: 'does-not-stop' }>> => {
  const found = await readManifest(deps.store);
  if (!found.ok) return found;
  if (!found.value) return succeed(null);
  if (!(await stop(deps, found.value))) return fail({ kind: 'does-not-stop' });
  return succeed({ left: await takeBack(deps, found.value, withData ? [deps.store, deps.keys] : []) });
};
