import { constants, type Stats } from 'node:fs';
import { lstat, mkdir, open, readlink } from 'node:fs/promises';
import path from 'node:path';
import { fail, succeed, type Outcome } from '@kurrier/shared/failure/outcome';

/** Why a file or folder of ours must not be used, and the shell command that mends it. */
export interface PermissionProblem {
  kind: 'not-private';
  path: string;
  problem: 'symlink' | 'owner' | 'mode' | 'wrong-type';
  mend: string;
}

/** Makes the folder, for its owner only, where it is missing; refuses one that others own, can enter or can redirect. */
export const preparePrivateDirectory = async (directory: string): Promise<Outcome<void, PermissionProblem>> => {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  return judge(directory, await lstat(directory), 'directory');
};

/** Refuses a file that others can read, write or redirect; one that is not there yet is fine. */
export const checkPrivateFile = async (file: string): Promise<Outcome<void, PermissionProblem>> => {
  try {
    return await judge(file, await lstat(file), 'file');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return succeed(undefined);
    throw error;
  }
};

/** The text of a file that nobody else can read or write; null where there is none. */
export const readPrivateFile = async (file: string): Promise<Outcome<string | null, PermissionProblem>> => {
  try {
    const judged = await judge(file, await lstat(file), 'file');
    if (!judged.ok) return judged;
    // Whoever swaps the file for a link between the two looks makes the open fail.
    const handle = await open(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
    try {
      return succeed(await handle.readFile('utf8'));
    } finally {
      await handle.close();
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return succeed(null);
    throw error;
  }
};

const judge = async (location: string, stats: Stats, type: 'file' | 'directory'): Promise<Outcome<void, PermissionProblem>> => {
  const refuse = (problem: PermissionProblem['problem'], mend: string) =>
    fail({ kind: 'not-private' as const, path: location, problem, mend });
  const quoted = quote(location);
  if (stats.isSymbolicLink()) {
    const destination = path.resolve(path.dirname(location), await readlink(location));
    return refuse('symlink', `rm ${quoted} && mv ${quote(destination)} ${quoted}`);
  }
  if (type === 'file' ? !stats.isFile() : !stats.isDirectory()) return refuse('wrong-type', `mv ${quoted} ${quote(`${location}.old`)}`);
  // Windows keeps the profile folder private by its own rules, and Node reports no owner or useful mode there.
  if (process.platform === 'win32') return succeed(undefined);
  if (stats.uid !== process.getuid?.()) return refuse('owner', `sudo chown "$(id -un)" ${quoted}`);
  if (stats.mode & 0o077) return refuse('mode', `chmod ${type === 'file' ? '600' : '700'} ${quoted}`);
  return succeed(undefined);
};

const quote = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;
