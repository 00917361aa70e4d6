import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, cp, mkdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { programIn } from './service-command.ts';

/** Where installed programs lie, each version in a folder of its own. */
export const programsFolder = (store: string): string => path.join(store, 'program');

/**
 * Copies the program of a release, and the Node that runs it where it brings none, to where nothing but an installation changes anything:
 * neither a version manager nor a cleaned download folder takes it away. Resolves to the folder; a copy that is cut short is none.
 */
export const copyProgram = async (source: string, store: string, version: string, runtime: string): Promise<string> => {
  const bundle = await readFile(path.join(source, 'kurrier.mjs'));
  const name = `${version}-${createHash('sha256').update(bundle).digest('hex').slice(0, 8)}`;
  const folder = path.join(programsFolder(store), name);
  if (path.resolve(source) === folder) return folder;
  const temporary = `${folder}.new`;
  await mkdir(programsFolder(store), { recursive: true, mode: 0o700 });
  await rm(temporary, { recursive: true, force: true });
  await cp(source, temporary, { recursive: true, dereference: true });
  const { node } = programIn(temporary, process.platform, []);
  if (!existsSync(node)) await copyFile(runtime, node);
  await rm(folder, { recursive: true, force: true });
  await rename(temporary, folder);
  return folder;
};
