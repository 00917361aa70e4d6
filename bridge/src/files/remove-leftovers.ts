import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { isScratchFolder } from './scratch-folder.ts';

/** `write-atomic.ts` names what it writes like this before it is renamed; keys are among that. */
const leftover = /^[\w.-]{1,100}\.[0-9a-f]{12}\.tmp$/;

/** Removes what writes left behind that were cut short by a crash. Only for a folder whose lock is held: nobody else is writing there. */
export const removeLeftovers = async (folder: string): Promise<void> => {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const isLeftover = entry.isFile() ? leftover.test(entry.name) : entry.isDirectory() && isScratchFolder(entry.name);
    if (isLeftover) await rm(path.join(folder, entry.name), { recursive: true, force: true });
  }
};
