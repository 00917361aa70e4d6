import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { writeManifest, type Manifest } from './manifest.ts';

/** A file that an installation makes. */
export interface PlannedFile {
  path: string;
  text: string;
  isExecutable: boolean;
}

const digest = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

const readIfThere = async (file: string): Promise<Buffer | null> => {
  try {
    return await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
};

/** The folders on the way to a file that are not there, the outermost first. */
export const missingFolders = (file: string): string[] => {
  const missing: string[] = [];
  for (let folder = path.dirname(file); !existsSync(folder); folder = path.dirname(folder)) missing.unshift(folder);
  return missing;
};

/** Makes a file, noted in the manifest first. What was there before the first installation is kept in it, whatever is written after that. */
export const makeFile = async (store: string, manifest: Manifest, planned: PlannedFile): Promise<void> => {
  const known = manifest.files.find((file) => file.path === planned.path);
  if (known) known.sha256 = digest(planned.text);
  else {
    const before = await readIfThere(planned.path);
    manifest.files.push({ path: planned.path, sha256: digest(planned.text), before: before?.toString('base64') ?? null });
  }
  manifest.folders.push(...missingFolders(planned.path));
  await writeManifest(store, manifest);
  await mkdir(path.dirname(planned.path), { recursive: true });
  // A file that a browser or the system reads meanwhile is the old one or the new one.
  const temporary = `${planned.path}.kurrier-new`;
  await writeFile(temporary, planned.text, { mode: planned.isExecutable ? 0o755 : 0o644 });
  await chmod(temporary, planned.isExecutable ? 0o755 : 0o644);
  await rename(temporary, planned.path);
};

/**
 * Takes files back: what was there before is there again. One that somebody changed after it was made is left alone, and answered. Folders
 * that were made for them go where nothing else is in them, after `whole` of them went with everything in them.
 */
export const takeBackFiles = async (
  { files, folders }: Pick<Manifest, 'files' | 'folders'>,
  whole: readonly string[],
): Promise<string[]> => {
  const left: string[] = [];
  for (const { path: file, sha256, before } of files.toReversed()) {
    const now = await readIfThere(file);
    if (now === null && before === null) continue;
    if (now !== null && digest(now) !== sha256) left.push(file);
    else if (before === null) await rm(file);
    else await writeFile(file, Buffer.from(before, 'base64'));
  }
  for (const folder of whole) await rm(folder, { recursive: true, force: true });
  for (const folder of folders.toReversed()) await removeIfEmpty(folder);
  return left;
};

const removeIfEmpty = async (folder: string): Promise<void> => {
  try {
    await rmdir(folder);
  } catch (error) {
    if (!['ENOENT', 'ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
};
